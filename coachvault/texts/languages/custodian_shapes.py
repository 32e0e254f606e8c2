"""What there is to say on sealed pages and to custodians, field by field.

What lives here: shapes, as in `shapes`. The words on a sheet are English in every language, for they are BIP-39's.
"""

from __future__ import annotations

import msgspec


class SealedPageTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What every sealed page says, whoever reads it.

    Args:
        own_name: What the language calls itself.
        instead: Where there is no script: what it takes.
        cannot_open: Where the browser is too old.
        damaged: Where the file is.
        open: On the button.
        opening: On the button while it opens.
        stays: That what is typed goes nowhere.
        print_page: On the button.
    """

    own_name: str
    instead: str
    cannot_open: str
    damaged: str
    open: str
    opening: str
    stays: str
    print_page: str


class RecordPageTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What the page with a client's own copy says around it.

    Args:
        title: Above it.
        intro: What opens it.
        code: Names the box for the code.
        code_length: That the code is too short or too long; takes count.
        code_wrong: That it is another.
        foot: Below; takes day.
    """

    title: str
    intro: str
    code: str
    code_length: str
    code_wrong: str
    foot: str


class ExecutorPageTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What the executor's page says, until it is opened and then.

    Args:
        title: Above it.
        intro: Which words to type, and how.
        words: Names the box for them.
        count: How many are there; takes count.
        not_a_word: That one is none; takes number, word.
        how_many: That there are too few or too many; takes count.
        not_together: That they are words, and not those of the page.
        first: Whose list it is, and of which day; takes day.
        first_of: The same where the practice has a name; takes practice, day.
        call_each: What to do first.
        say_only: What to say.
        not_today: What need not be done.
        whom: Above the people.
        nobody: Where there are none.
        copy: On the button beside a message.
        copied: Once it is.
        marked: Where only a key can copy it.
        good_to_know: Above what was written down.
        later: Above what comes later.
        finished: What is sealed, and what it takes; takes count.
        due: What is due; takes count.
        foot: Below; takes day.
    """

    title: str
    intro: str
    words: str
    count: str
    not_a_word: str
    how_many: str
    not_together: str
    first: str
    first_of: str
    call_each: str
    say_only: str
    not_today: str
    whom: str
    nobody: str
    copy: str
    copied: str
    marked: str
    good_to_know: str
    later: str
    finished: str
    due: str
    foot: str


class FactTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What the facts about a client, and what was written down for custodians, are called.

    Args:
        line: A fact in one line; takes name, value.
        laptop: Where it is and how it starts.
        backups: Where they are.
        helper: Who helps with the computer.
        call: Whom to call first.
        others: The other custodians.
        executor: What an executor does, in parentheses.
        reader: What a reader does, in parentheses.
        remark: Anything else.
        client: A client without a name; takes code.
        telephone: Names the field, as do those below.
        next_session: The next session.
        at_time: A day and a time; takes day, time.
        not_known: Where the next session is not known.
        private_channel: Where only the client reads.
        mail: The mail address.
        mail_of_others: The same where others may read it.
        address: The postal address.
        emergency: The emergency contact.
        language: The client's language, where it is another than the custodian's.
        not_reached: That the client is not to be reached; takes day.
    """

    line: str
    laptop: str
    backups: str
    helper: str
    call: str
    others: str
    executor: str
    reader: str
    remark: str
    client: str
    telephone: str
    next_session: str
    at_time: str
    not_known: str
    private_channel: str
    mail: str
    mail_of_others: str
    address: str
    emergency: str
    language: str
    not_reached: str


class SheetTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet with 24 words for an envelope.

    Args:
        executor: Above an executor's.
        reader: Above a reader's.
        vault: Which vault; takes vault.
        words_of: Since when; takes day.
        print_it: To print it and delete the file.
        square: Beside the square code.
        square_title: Of the square code, for whoever does not see it.
        executor_opens: What an executor's words are for.
        executor_needs: What it takes besides.
        executor_keeps: Where to keep the sheet.
        reader_opens: What a reader's words are for.
        reader_needs: What it takes besides.
        reader_keeps: Where to keep the sheet.
        once_a_year: To try the words; takes command.
    """

    executor: str
    reader: str
    vault: str
    words_of: str
    print_it: str
    square: str
    square_title: str
    executor_opens: str
    executor_needs: str
    executor_keeps: str
    reader_opens: str
    reader_needs: str
    reader_keeps: str
    once_a_year: str


class ExecutorLetterTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The letter beside an archive for whoever steps in.

    Args:
        title: Of the window in which a letter is read.
        letter: The letter; takes practice, made, archive, words, file, calendar, know.
        no_name: Where the practice has no name.
        no_know: Where nothing was written down.
        not_reached: Names those who are not to be reached.
        agreed_on: Since when; takes code, day.
    """

    title: str
    letter: str
    no_name: str
    no_know: str
    not_reached: str
    agreed_on: str


class CustodianTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever steps in reads.

    Args:
        sheet: The sheet with the words.
        read_me: The text READ-ME-FIRST beside copies; takes vault.
        page: The page beside copies.
        letter: The letter beside an archive.
        facts: What the facts are called.
    """

    sheet: SheetTexts
    read_me: str
    page: ExecutorPageTexts
    letter: ExecutorLetterTexts
    facts: FactTexts
