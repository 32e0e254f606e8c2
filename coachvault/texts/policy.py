"""The retention policy that a practice has before its coach writes one, with where each period comes from."""

from __future__ import annotations

USUAL_NOTES, USUAL_CONTACTS = "7 years", "7 years"
USUAL_REASON = "limitation periods and insurers ask for six to seven years"

DEFAULT_POLICY = f"""\
# The policy that a new practice begins with. No law sets a period for coaches: it is yours to set, with a reason.
# `coachvault retention policy edit` changes it, and shows first what would move.

[retention.notes]
keep = "{USUAL_NOTES}"          # from the end of the engagement
because = "{USUAL_REASON}"

[retention.contacts]
keep = "{USUAL_CONTACTS}"
because = "as long as the notes, so that the client can be reached about them"

[retention.releases]
keep = "{USUAL_NOTES}"
because = "the proof of consent is kept as long as a claim can be made"

[retention.hours]
keep = "for ever"
because = "the coaching log stands behind a credential"

[retention.register]
keep = "for ever"
because = "an account of what left, to whom and on what ground"

# A rule for some of them; the last one that fits wins. `when` takes client, sponsor, tag and kind, and `from` is
# "end" (of the engagement), "last-contact" or "birth".
#
# [[retention.rule]]
# class = "notes"
# when.tag = "minor"
# keep = "25 years"
# from = "birth"
# because = "a claim can be made until some years after coming of age"
"""
