"""What there is to say in a language, field by field: a language in which something is missing does not type-check.

What lives here: the shapes, grouped by what a person reads. What must not: sentences; each language's file has them.
What stands in braces is filled in; `tests/unit/texts/test_languages.py` holds every language to what English has.
"""

from __future__ import annotations

import msgspec

from coachvault.texts.languages.companion_shapes import CompanionTexts, RecipientTexts
from coachvault.texts.languages.copy_shapes import CopyTexts
from coachvault.texts.languages.custodian_shapes import CustodianTexts, RecordPageTexts, SealedPageTexts
from coachvault.texts.languages.page_shapes import PageTexts


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a number of things.

    Args:
        one: Of one; it may leave the number out.
        many: Of two or more; takes count.
    """

    one: str
    many: str

    def of(self, count: int) -> str:
        """Returns what is said of `count` things; there is one at least."""
        return (self.one if count == 1 else self.many).format(count=count)


class ByRole(msgspec.Struct, frozen=True, kw_only=True):
    """What is said by what the practice calls itself (`practice.people.Role`)."""

    coach: str
    mentor: str


class DateTexts(msgspec.Struct, frozen=True, kw_only=True):
    """How days are written.

    Args:
        months: The twelve months, January first.
        day: A whole day; takes day, month, year.
        first: The first of a month, in place of the number 1.
    """

    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    day: str
    first: str


class RequestTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What mail, message and paper form that ask for a sign-off have in common.

    Args:
        approve: The line that approves, up to the code. It is fixed by docs/spec/signoff-format.md, clause 5.6.
        greeting: How mail and message begin; takes name.
        hello: The same where the name is not known.
        asks: What is asked, in two sentences.
        recipient: Names the field.
        purpose: Names the field.
        expires: Names the field.
        exactly: Says that the line stands alone and what to do instead of agreeing.
        rights: Says that no is a fine answer, and that a yes can be taken back.
    """

    approve: str
    greeting: str
    hello: str
    asks: str
    recipient: str
    purpose: str
    expires: str
    exactly: str
    rights: str


class MailTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What only the mail says.

    Args:
        subject: The subject, up to the code.
        answer: Says which line to write, and to delete what the reply repeats.
        once_more: What to do where the line was not by itself; takes line, as do the next two.
        in_plain_text: The same where formatting may hide it.
        delete_below: The same where the mail quotes what it should not.
    """

    subject: str
    answer: str
    once_more: str
    in_plain_text: str
    delete_below: str


class AnewTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What can be sent on where an answer cannot count, and no line by mail is the remedy.

    Args:
        scan: Asks for the signed form in a kind of file that is taken.
        form: Asks to sign the form of the present text.
        page: Asks for the file that the page saves, or to sign on it once more.
        signature: Asks to sign the sheet as it is, with the known key.
    """

    scan: str
    form: str
    page: str
    signature: str


class EarlierRequestTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What mail and message said before what was sent was kept: frozen, since answers to them are read by it.

    Args:
        approve: The line that approved, up to the code: it is taken for ever.
        subject: The subject of the mail, up to the code.
        hello: How a message began where the name was not known.
        greeting: How mail and message began; takes name.
        asks: What was asked.
        recipient: Named the field.
        purpose: Named the field.
        expires: Named the field.
        answer: Said in the mail which line to write.
        answer_message: The same in the message.
        exactly: Said that the line stands alone.
        rights: Said that no is a fine answer.
        paper: What only the paper form said.
    """

    approve: str
    subject: str
    hello: str
    greeting: str
    asks: str
    recipient: str
    purpose: str
    expires: str
    answer: str
    answer_message: str
    exactly: str
    rights: str
    paper: PaperTexts


class MessageTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What only the message says.

    Args:
        answer: Says which line to write.
    """

    answer: str


class PaperTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What only the paper form says.

    Args:
        title: The title.
        text: Above the text.
        fingerprint: Names the six check words.
        compare: Says what the words are for.
        consent: The sentence that is signed; takes name, recipient, purpose, expires.
        signature: Below the line to sign.
        printed_name: Below the line for the name.
        place_and_date: Below the line for place and date.
    """

    title: str
    text: str
    fingerprint: str
    compare: str
    consent: str
    signature: str
    printed_name: str
    place_and_date: str


class MeasureNames(msgspec.Struct, frozen=True, kw_only=True):
    """What the measures are called (`practice.measures.Measure`)."""

    mindset: str
    morale: str
    confidence: str
    commitment: str
    ability: str


class MeasureTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a client said over time, as sentences of a report.

    Args:
        names: What the measures are called.
        once: What was said on one day; takes name, last, highest, until.
        over_time: What was said at first and at last; takes name, first, last, highest, since, until.
        quoted: The client's words beside; takes words.
    """

    names: MeasureNames
    once: str
    over_time: str
    quoted: str


class FrameTexts(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a proposal may begin with, by the name of its template (`texts.templates`); each takes objectives.

    What stands in square brackets is to be written; a proposal in which it is left cannot be sent.
    """

    progress: str
    closing: str
    handover: str
    own_words: str


class PurposeTexts(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a text is usually for, by the name of the template that it begins with (`texts.templates`)."""

    progress: str
    closing: str
    handover: str
    own_words: str


class ReasonTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Why notes are kept, after a colon and without a full stop.

    Args:
        usual: What the policy says with which a practice begins (`texts.policy.USUAL_REASON`).
        own: Stands in place of the coach's own words where the policy has none in this language.
    """

    usual: str
    own: str


class RightsTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a client can ask for under data-protection law (GDPR, articles 7 and 12 to 22, 77 to 79).

    Args:
        yours: To the client.
        theirs: In the agreement; takes client.
    """

    yours: str
    theirs: str


class AgreementTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement between client, sponsor and coach; without a sponsor it says nothing of one.

    Args:
        title: Above it.
        client: Names the client among the parties.
        sponsor: The same of the sponsor.
        coach: The same of whoever coaches.
        whoever: Stands in place of that person's name where it is not known.
        objectives: Above the objectives.
        open: Where none were written down.
        receives: Above what the sponsor may receive.
        nothing: Where that is nothing.
        only_signed: That each text still takes the client's consent; takes client.
        attendance: That dates and number of sessions may be told; takes sponsor.
        no_attendance: That they may not; takes sponsor.
        limits: Above the limits of confidentiality.
        usual_limits: The limits, where no others were written down.
        log: That the client agrees to stand in a coaching log; takes client.
        no_log: That the client does not; takes client.
        executor: What an executor learns; takes coach, client.
        no_executor: That none may reach the client, and what the access words could open all the same; takes coach,
            client.
        notice: Above the data-protection notice.
        usual_notice: The notice, where no other was written down; takes coach, rights.
        signature: Before each line to sign.
    """

    title: ByRole
    client: str
    sponsor: str
    coach: ByRole
    whoever: ByRole
    objectives: str
    open: str
    receives: str
    nothing: str
    only_signed: str
    attendance: str
    no_attendance: str
    limits: str
    usual_limits: str
    log: str
    no_log: str
    executor: str
    no_executor: str
    notice: str
    usual_notice: str
    signature: str


class AttendanceTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a sponsor may have without any text of the client's.

    Args:
        held: How many sessions were held; takes count. Their days follow, one a line.
    """

    held: str


class KeptTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Until when notes are kept, as sentences of a letter.

    Args:
        until: Until a day, and what happens then; takes until.
        for_ever: With no end date.
    """

    until: str
    for_ever: str


class EndTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a client is told at the end of the work.

    Args:
        letter: The letter; takes name, ended, kept, because, coach.
    """

    letter: str


class ErasureTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to a client who asked to be erased.

    Args:
        letter: The letter; takes name, asked, done, erased, stays, copies, coach.
        erased_notes: A line of what was erased; takes first, last, count.
        erased_releases: The same of texts that never left; takes count.
        erased_contacts: The same of contact data.
        kept_releases: A line of what stays, of texts that left.
        kept_as_party: The same of texts about others that the client was asked to sign.
        kept_disclosures: The same of disclosures.
        kept_mentions: The same of notes about others that contain a word of the name.
        kept_hours: The same of the coaching log.
        kept_register: The same of the register.
        kept_address: What of the client it holds, where somebody was asked for a sign-off.
        kept_ground: The same where there was a disclosure.
        copies_clean: Where no copy holds it any more.
        copies_left: Where some do.
        files_left: Where readable files stand on the computer.
        by_hand: What no program knows of.
    """

    letter: str
    erased_notes: str
    erased_releases: str
    erased_contacts: str
    kept_releases: Counted
    kept_as_party: Counted
    kept_disclosures: Counted
    kept_mentions: Counted
    kept_hours: str
    kept_register: str
    kept_address: str
    kept_ground: str
    copies_clean: str
    copies_left: Counted
    files_left: Counted
    by_hand: str


class FarewellTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a client is told at the end of the practice.

    Args:
        letter: The letter; takes name, ends, knows, kept, because, later, coach.
        ends: That the practice ends.
        knows: What an executor learns of a client, unless the client agreed to less.
        barred: What an executor is shown of a client who agreed that none reaches them; takes since.
        executor_later: What an executor does later; takes executor.
        somebody: An executor whose name is not known.
        nobody_later: Where there is no executor.
        readers_later: What readers can do together; takes quorum.
    """

    letter: str
    ends: ByRole
    knows: str
    barred: str
    executor_later: str
    somebody: str
    nobody_later: str
    readers_later: str


class DisclosureRecipients(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter calls a recipient whose name is that of somebody else whom the coach works with; after a colon.

    The fields are the kinds of recipient (`practice.disclosure.RecipientKind`).
    """

    agreed: str
    hr: str
    body: str
    government: str
    emergency: str
    court: str


class DisclosureTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What a client is told after an exceptional disclosure.

    Args:
        letter: The letter; takes name, day, recipient, text, reason, rights, coach.
        danger: The reason, where the coach wrote none for the client.
        court: The same where a court ordered it.
        recipients: The recipient, where the name is that of somebody else whom the coach works with.
    """

    letter: str
    danger: str
    court: str
    recipients: DisclosureRecipients


class StandInTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever steps in for the coach tells a client.

    Args:
        message: A message that is ready to send; takes name, coach, writer.
        coach: Stands in place of the coach's name where it is not known.
        writer: Stands in place of the writer's name where it is not known: a line to fill in.
    """

    message: str
    coach: ByRole
    writer: str


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is said in one language to people outside the terminal.

    Args:
        code: As in `en` (ISO 639-1).
        dates: How days are written.
        label: A field and what stands there; takes name, value.
        request: What mail, message and paper form that ask for a sign-off have in common.
        mail: What only the mail says.
        anew: What can be sent on where an answer cannot count.
        earlier: What both said before what was sent was kept.
        message: What only the message says.
        paper: What only the paper form says.
        page: The page on which a client signs, and the sentence that is signed there or with a key.
        companion: The sheet that goes with a text.
        recipient: Letters to whoever gets a text, or asks for one.
        copy: A client's own copy.
        sealed_page: What every sealed page says.
        record_page: What the page with a client's own copy says around it.
        custodians: What whoever steps in reads.
        measures: What a client said over time.
        frames: What a proposal may begin with.
        purposes: What a text is usually for.
        reasons: Why notes are kept.
        rights: What a client can ask for.
        agreement: The agreement between client, sponsor and coach.
        attendance: What a sponsor may have without any text of the client's.
        kept: Until when notes are kept.
        end: The letter at the end of the work.
        erasure: The reply to a client who asked to be erased.
        farewell: The letter at the end of the practice.
        disclosure: The letter after an exceptional disclosure.
        stand_in: What whoever steps in for the coach tells a client.
    """

    code: str
    dates: DateTexts
    label: str
    request: RequestTexts
    mail: MailTexts
    anew: AnewTexts
    earlier: EarlierRequestTexts
    message: MessageTexts
    paper: PaperTexts
    page: PageTexts
    companion: CompanionTexts
    recipient: RecipientTexts
    copy: CopyTexts
    sealed_page: SealedPageTexts
    record_page: RecordPageTexts
    custodians: CustodianTexts
    measures: MeasureTexts
    frames: FrameTexts
    purposes: PurposeTexts
    reasons: ReasonTexts
    rights: RightsTexts
    agreement: AgreementTexts
    attendance: AttendanceTexts
    kept: KeptTexts
    end: EndTexts
    erasure: ErasureTexts
    farewell: FarewellTexts
    disclosure: DisclosureTexts
    stand_in: StandInTexts
