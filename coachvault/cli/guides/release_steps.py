"""The steps of a release, in their order: each command of `coachvault release` does one, its guide all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.dates import ask_day
from coachvault.cli.input.drafts import saving
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_body
from coachvault.cli.terminal.output import Reply
from coachvault.errors import Refused
from coachvault.practice.dates import Meant
from coachvault.practice.release import Release
from coachvault.practice.signoff import USUAL_WRITTEN, Evidence, Remark
from coachvault.render.as_json import release as release_json
from coachvault.render.as_text import answer as answer_text
from coachvault.render.as_text import release as release_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import autosave
from coachvault.services.notes.autosave import DraftBox
from coachvault.services.releases import export, linting, proposals
from coachvault.services.releases.proposals import Form

if TYPE_CHECKING:
    from coachvault.services.releases import verification

_CALLED = "Did you call a number of the client's that you knew before?"
_NOTHING_BESIDE = "Does the whole of it agree, with nothing crossed out or written beside it that sets a condition?"
_HANDS_OVER = (
    ("client", "the client hands it over: recommended, the report is theirs"),
    ("coach", "you send it"),
)


def propose(context: Context, opened: OpenVault, client: str, given: Form, *, asking: bool = True) -> Release:
    """Proposes a text, asking a person for what was not given."""
    box = autosave.for_release(opened, client, "new") if context.interactive and asking else None
    if box is not None:
        given = _ask_proposal(context, opened, (client, box), given)
    with saving(context, box):
        release = proposals.draft(opened, client, given)
    show_change(context, opened, "draft", release, f"{release.id} is proposed.")
    return release


def propose_anew(context: Context, opened: OpenVault, which: str, given: Form, *, as_signed: bool = False) -> Release:
    """Proposes another version; a person changes the text if nothing else was given."""
    box = None
    if given == Form() and not as_signed:
        before = proposals.show(opened, which)
        box = autosave.for_release(opened, before.place.client, before.id)
        text = read_body(context, release_text.text_of(before.proposal.paragraphs), box)
        given = msgspec.structs.replace(given, text=text)
    with saving(context, box):
        release = proposals.edit(opened, which, given, as_signed=as_signed)
    message = f"{release.id} is proposed anew, as version {release.proposal.version}; earlier sign-offs are void."
    show_change(context, opened, "edit", release, message)
    return release


def take(context: Context, opened: OpenVault, which: str, answer: verification.Answer) -> None:
    """Records an answer, asking a person what a program cannot know about it."""
    from coachvault.services.releases import answers  # loads the parser of mails

    if context.interactive:
        answer = _ask_about(context, opened, answers.inspect_answer_file(opened, which, answer.data), answer)
    release, evidence = answers.import_answer(opened, which, answer)
    found = linting.lint_written(opened, which)
    today = opened.now().date()
    data: release_json.AnswerTaken = {
        "release": release_json.release(release, today),
        "evidence": release_json.evidence(release, evidence),
        "findings": release_json.findings(found),
    }
    message = release_text.taken(release, evidence, today)
    shown = release_text.findings(found, "anything leaves")
    context.show(Reply(data, f"{message}\n{shown}".rstrip("\n")))


def compare(
    context: Context, opened: OpenVault, which: str, how: str | None, party: str = "", *, differs: bool = False
) -> bool:
    """Leads through the call to the client, or records the result of it; returns False if there was no call yet."""
    from coachvault.services.releases import answers  # loads the parser of mails

    release, evidence = answers.to_confirm(opened, which, party, matches=not differs)
    party = release.request(evidence.code).party
    if how is None:
        context.need_person("--how TEXT")
        context.output.say(release_text.call(release, evidence))
        if not (differs or context.prompts.confirm(_CALLED, default=False)):
            context.output.say(release_text.not_called(release))
            return False
        differs = differs or not _ask_all_the_same(context, release, evidence)
        if differs:
            context.output.say(release_text.differs(release, evidence))
            context.confirm_word(party, "")
        how = context.prompts.ask("How did you speak? (recorded; no names)", "by telephone, I called")
    release, evidence = answers.confirm(opened, which, how, matches=not differs, party=party)
    today = opened.now().date()
    data: release_json.SignatureConfirmed = {
        "release": release_json.release(release, today),
        "evidence": release_json.evidence(release, evidence),
    }
    context.show(Reply(data, release_text.confirmed(release, matches=not differs, today=today)))
    return True


def let_leave(
    context: Context,
    opened: OpenVault,
    which: str,
    out: str = "",
    to: str = "",
    delivery: export.Delivery | None = None,
) -> None:
    """Writes what all parties agreed to; a person sees it first and confirms with the recipient's code."""
    delivery = delivery or export.Delivery()
    if context.interactive:
        found = export.preview_export(opened, which, to)
        context.output.say(release_text.export_preview(found))
        if found.unread and not delivery.remarks_read:
            context.output.say("The answer was taken before all of it was shown. It also says:\n")
            context.output.lay_out(answer_text.laid_out(found.unread))
            delivery = msgspec.structs.replace(delivery, remarks_read=_sets_no_condition(context, found.unread))
        delivery = _ask_about_key(context, found, delivery)
        delivery = _ask_about_written(context, opened, found, delivery)
        if delivery.by is None:
            by = export.Deliverer(context.prompts.choose("Who hands it over?", _HANDS_OVER))
            delivery = msgspec.structs.replace(delivery, by=by)
        out = out or context.prompts.ask("Write it to", f"{found.release.id}.txt")
        context.confirm_word(found.release.proposal.recipient.code, "")
    elif not out:
        context.need_person("--out FILE")
    written = export.export(opened, which, path_of(out), to, delivery)
    shown = release_json.release(written.release, opened.now().date())
    data = release_json.ReleaseExported.of(written.release.exports[-1], written, release=shown)
    context.show(Reply(data, release_text.exported(written)))


def withdraw(context: Context, opened: OpenVault, which: str) -> Release:
    """Withdraws a release for good, and shows a letter to the recipient if something had left."""
    release, letter = export.withdraw(opened, which)
    context.output.say(f"{release.id} is withdrawn, for good. What has been sent cannot be called back.")
    data: release_json.ReleaseWithdrawn = {
        "release": release_json.release(release, opened.now().date()),
        "letter": letter or None,
    }
    context.show(Reply(data, letter))
    return release


def show_change(context: Context, opened: OpenVault, word: str, release: Release, message: str) -> None:
    """Shows a proposal as it now is, and what to check in it."""
    today, found = opened.now().date(), linting.lint_release(opened, release.id)
    shown = f"{message}\n\n{release_text.release(release, today)}\n{release_text.findings(found)}"
    context.show(Reply(release_json.shown(release, found, today), shown.rstrip("\n")))


def _ask_proposal(context: Context, opened: OpenVault, about: tuple[str, DraftBox], given: Form) -> Form:
    client, box = about
    usual = proposals.usual(opened, client, given)
    to = context.prompts.ask("Who receives it, by code", usual.to)
    purpose = context.prompts.ask("What for", usual.purpose)
    last_day = ask_day(context, opened, "The last day it may leave", str(usual.expires))
    context.output.say("\nThe text, as the recipient will read it. A blank line begins a new paragraph.")
    text = read_body(context, usual.text, box)
    writes = context.prompts.confirm(
        "May the client also write, on the page and in their own words?", default=bool(usual.client_may_write)
    )
    return Form(
        text=text,
        purpose=purpose,
        to=to,
        expires=last_day,
        concerned=given.concerned,
        client_may_write=(usual.client_may_write or USUAL_WRITTEN) if writes else 0,
    )


def _ask_about(
    context: Context, opened: OpenVault, found: verification.AnswerNeeds, answer: verification.Answer
) -> verification.Answer:
    """Asks the coach what a program cannot know about an answer."""
    if found.is_vouched and not answer.vouched:
        answer = msgspec.structs.replace(answer, vouched=_ask_vouched(context, opened, found))
    if found.sender and not answer.sender_confirmed:
        context.output.say(f"The answer comes from {found.sender}, not from the address that was asked.")
        if context.prompts.confirm("Did you telephone, and is the address the client's?", default=False):
            reason = context.prompts.ask("How was it confirmed? (recorded; no names)", "")
            answer = msgspec.structs.replace(answer, sender_confirmed=True, reason=reason)
    if found.remarks and not answer.remarks_read:
        context.output.lay_out(answer_text.laid_out(found.view))
        if found.agrees:  # what is refused in any case is shown as well, and nothing asked of it
            answer = msgspec.structs.replace(answer, remarks_read=_sets_no_condition(context, found.remarks))
    return answer


def _sets_no_condition(context: Context, remarks: tuple[Remark, ...]) -> bool:
    """Asks whether what was shown sets a condition: one key is enough where all of it is out of habit."""
    question = "Is it free of any condition or wish for another text?"
    if all(each.known for each in remarks):
        return context.prompts.confirm(question, default=True)
    return context.prompts.ask(f"{question} Type yes, or Enter for no", "").lower() == "yes"


def _ask_vouched(context: Context, opened: OpenVault, found: verification.AnswerNeeds) -> verification.Vouched:
    from coachvault.services.releases.answers import vouched

    fields: dict[str, Any] = {}
    codes = found.open_codes
    if len(codes) > 1:
        fields["code"] = context.prompts.choose("Which code does it show?", [(code, "") for code in codes])
    words = " ".join(found.words.get(fields.get("code") or "".join(codes[:1]), ()))
    if words:
        context.output.say(f"The six words of this text: {words}")
        if context.prompts.confirm("Are these the words on the signed form?", default=False):
            fields["words"] = words
    elif len(codes) == 1:
        fields["code"] = context.prompts.ask("Which code does it show?", "")
    seen_by = context.prompts.ask("Who saw the original?", "the coach")
    seen_on = str(ask_day(context, opened, "When?", str(opened.now().date()), meant=Meant.PAST))
    if not context.prompts.confirm(_NOTHING_BESIDE, default=False):
        raise Refused(
            "What stands beside the agreement sets a condition, or changes the text: it does not count as it is.",
            "`coachvault release edit` proposes another text. If nothing was meant by it, have the form signed anew.",
        )
    return vouched({**fields, "seen_by": seen_by, "seen_on": seen_on})


def _ask_about_key(context: Context, found: export.Preview, delivery: export.Delivery) -> export.Delivery:
    """Asks about a signature whose key was removed since: lost, or somebody else has it."""
    if not found.without_key or export.REMOVED_KEY in delivery.keep:
        return delivery
    whose = ", ".join(found.without_key)
    context.output.say(f"The key with which {whose} signed was removed since: whoever has it could have signed.")
    if not context.prompts.confirm(f"Did you ask {whose}, and was it signed before the key was lost?", default=False):
        return delivery  # the export is refused, and says what else is possible
    why = delivery.reason or context.prompts.ask("How do you know? (recorded; no names)", "")
    return msgspec.structs.replace(delivery, keep=(*delivery.keep, export.REMOVED_KEY), reason=why)


def _ask_about_written(
    context: Context, opened: OpenVault, preview: export.Preview, delivery: export.Delivery
) -> export.Delivery:
    """Shows what the client's own words may give away, and asks about what stops."""
    found = linting.lint_written(opened, preview.release.id)
    if found:
        context.output.say(release_text.findings(found, "it leaves"))
    for finding in found:
        if finding.stops and finding.id not in delivery.keep:
            if not context.prompts.confirm(f"Keep {finding.id} as it is?", default=False):
                break  # the export is refused, and says what else is possible
            why = delivery.reason or context.prompts.ask("Why? (recorded; no names)", "")
            delivery = msgspec.structs.replace(delivery, keep=(*delivery.keep, finding.id), reason=why)
    return delivery


def _ask_all_the_same(context: Context, release: Release, evidence: Evidence) -> bool:
    """Leads through what was read out, question by question; the first no ends it."""
    questions = [
        f"You read out the recipient, {release.proposal.recipient.shown}: is that right for the client?",
        "You read out how each paragraph begins, and what was approved: is all of that right?",
        f"The six words, {' '.join(evidence.words)}: does the client's page show the same?",
    ]
    return all(context.prompts.confirm(question, default=False) for question in questions)
