"""What there is to say to the recipient of a text, on a sheet and in letters; shapes, as in `shapes`."""

from __future__ import annotations

import msgspec


class GradeTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What an agreement rests on, by its grade (`practice.signoff.Grade`)."""

    message: str
    email: str
    room: str
    paper: str
    page: str
    key: str


class WorkNames(msgspec.Struct, frozen=True, kw_only=True):
    """What the work of whoever releases a text is called (`practice.people.Role`)."""

    coach: str
    mentor: str


class CompanionTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The companion sheet. The lines for a terminal, and what standard tools answer, are the same in every language.

    Args:
        title: Above it; takes file.
        released: Names the day, as those below name their fields.
        purpose: What the text is for.
        recipient: Who may have it.
        sender: Who releases it.
        until: Until when it could be handed over.
        release: Its id.
        agreed_by: Who agreed.
        field: A field in one line; takes name, value.
        one_person: That one did.
        people: How many did; takes count.
        grades: What an agreement rests on.
        signed_as: The same where a name was signed with; takes grade, name.
        with_key: The same with a key; takes grade, key.
        key_given_up: Follows it where the key was removed after the signing; takes said.
        works: What whoever releases it does.
        exactly: What the agreement is for, and what is asked of the recipient.
        no_name: Why not everybody is named.
        digest: The digest, for those who know what it is; takes digest.
        how: How to compare the file with it.
        says_ok: What that answers.
        by_hand: How to verify a signature; takes number, tool.
        says: What that answers; takes said.
        in_one_step: How the program does all of it.
        explained: Where it is explained, and whom the last line is for.
    """

    title: str
    released: str
    purpose: str
    recipient: str
    sender: str
    until: str
    release: str
    agreed_by: str
    field: str
    one_person: str
    people: str
    grades: GradeTexts
    signed_as: str
    with_key: str
    key_given_up: str
    works: WorkNames
    exactly: str
    no_name: str
    digest: str
    how: str
    says_ok: str
    by_hand: str
    says: str
    in_one_step: str
    explained: str


class RecipientTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Letters to whoever gets a text, or asks for one; the coach's name follows below.

    Args:
        withdrawn: That the consent was taken back; takes today, recipient, days, purpose, digests.
        answer: To a sponsor who asks for a report; takes recipient.
    """

    withdrawn: str
    answer: str
