"""What the page on which a client signs says, field by field; the shapes of `texts.languages.shapes` go on with it.

`{coach}`, `{Coach}`, `{to_coach}` and `{from_coach}` stand for who asks, as that language puts it in a sentence; what
else stands in braces is filled in on the page. All languages stand in the page's script, by the names that the script
knows, so that its hash is the same for every request and can be published (docs/spec/signoff-format.md, clause 8.11):
whoever changes a sentence of `PageSentences` or `PageRole` publishes the new hash there.
"""

from __future__ import annotations

import msgspec


class PageRole(msgspec.Struct, frozen=True, kw_only=True):
    """What a client calls who asks.

    Args:
        coach: As the subject of a sentence.
        at_start: The same as its first word.
        to_coach: After "to" or "for".
        from_coach: After "with" or "from".
    """

    coach: str
    at_start: str = msgspec.field(name="Coach")
    to_coach: str
    from_coach: str


class PageRoles(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, by what the practice calls itself (`practice.people.Role`)."""

    coach: PageRole
    mentor: PageRole


class ConsentTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed on the page or with a key.

    It becomes a part of what is signed (docs/spec/signoff-format.md, clauses 8.3, 8.6 and 9.1): what was signed before
    keeps the sentence that it had, since each request keeps its own.

    Args:
        name: Who agrees, where the name is known; takes name. A space follows, before the sentence.
        sentence: The sentence that is signed; takes recipient, purpose, expires.
        with_own_words: The same where the client may write, too.
        whole: The same where a key signs the whole text.
    """

    name: str
    sentence: str
    with_own_words: str
    whole: str


class PageSentences(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of the page, in the order in which they are met.

    Args:
        kicker: Above the title.
        title: The title.
        preview: Where no script runs.
        too_old: Where the browser cannot sign.
        damaged: Where the file was changed.
        intro: That nothing is sent, and what opens the page.
        code: Names the code.
        open: The button that opens.
        opening: The same while it does.
        code_length: That the code has another length; takes count.
        code_wrong: That the code opens nothing.
        sender: Names who asks.
        to: Names the recipient.
        purpose: Names the purpose.
        until: Names the last day.
        label: A field and what stands there; takes name, value.
        how: What to do with each paragraph.
        paragraph: Above a paragraph; takes number, count.
        approve: The choice to approve.
        leave_out: The choice to leave out.
        how_writing: That the client may write, too.
        own_words: The choice to write it anew.
        own_label: Above what is written so; takes number.
        own_label_left: The same in the list of what is still open; takes number.
        addition: Above what is added.
        addition_hint: What becomes of that.
        room: How many characters are left; takes count.
        too_long: By how many it is too long; takes count.
        too_long_one: The same for one.
        result: Above the text as it will be passed on.
        result_nothing: While there is none.
        signature: Above the signature.
        remark: Above a remark for who asks.
        remark_hint: What becomes of that.
        name: Names the name.
        sign: The button that signs.
        still_open: What is still open; takes what.
        paragraphs_left: How many paragraphs that are; takes count.
        paragraph_left: The same for one.
        name_left: The name, in that list.
        tick_left: The tick, in that list.
        ready: That nothing is open.
        all_out: That everything is left out.
        failed: That the browser failed to sign.
        signed: Above what is left to do.
        send: How it is sent back.
        save: The button that saves the file.
        copy: The button that copies the block.
        copied: That it is copied.
        copy_by_hand: How it is copied by hand.
        block: Names the block.
        words: What the six words are for.
        my_copy: The button that saves a copy for the client.
        my_copy_hint: Who can read that.
        rights: That the agreement can be taken back.
        foot: At the end; takes code, which is that of the request.
        copy_title: Above the client's copy.
        copy_at: Names the moment, in it.
        copy_words: Names the six words, in it.
        copy_text: Above the text, in it.
        copy_nothing: In place of the text, where all of it was left out.
        copy_proof: Above what is signed, in it.
    """

    kicker: str
    title: str
    preview: str
    too_old: str
    damaged: str
    intro: str
    code: str
    open: str
    opening: str
    code_length: str
    code_wrong: str
    sender: str = msgspec.field(name="from")
    to: str
    purpose: str
    until: str
    label: str
    how: str
    paragraph: str
    approve: str
    leave_out: str
    how_writing: str
    own_words: str
    own_label: str
    own_label_left: str
    addition: str
    addition_hint: str
    room: str
    too_long: str
    too_long_one: str
    result: str
    result_nothing: str
    signature: str
    remark: str
    remark_hint: str
    name: str
    sign: str
    still_open: str
    paragraphs_left: str
    paragraph_left: str
    name_left: str
    tick_left: str
    ready: str
    all_out: str
    failed: str
    signed: str
    send: str
    save: str
    copy: str
    copied: str
    copy_by_hand: str
    block: str
    words: str
    my_copy: str
    my_copy_hint: str
    rights: str
    foot: str
    copy_title: str
    copy_at: str
    copy_words: str
    copy_text: str
    copy_nothing: str
    copy_proof: str


class PageTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The page on which a client signs.

    Args:
        roles: Who asks.
        consent: What is signed.
        sentences: Everything else.
    """

    roles: PageRoles
    consent: ConsentTexts
    sentences: PageSentences
