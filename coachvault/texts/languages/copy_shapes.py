"""What there is to say in a client's own copy, field by field; shapes, as in `shapes`."""

from __future__ import annotations

import msgspec


class CopyLabels(msgspec.Struct, frozen=True, kw_only=True):
    """What the facts are called: fields of records by their names, and others."""

    code: str
    name: str
    email: str
    phone: str
    address: str
    private_channel: str
    emergency_contact: str
    language: str
    remark: str
    keys: str
    road: str
    born: str
    begun: str
    until: str
    kept_until: str
    paid_by: str
    kind: str
    tags: str
    next_session: str
    sessions: str
    hours: str
    notes: str
    objectives: str
    sponsor_may_receive: str
    reports: str
    reports_when: str
    attendance: str
    limits: str
    in_coaching_log: str
    executor_may_reach: str
    notice: str
    signed: str
    scan: str
    minutes: str
    to: str
    purpose: str
    last_day: str
    asked: str
    left_as_it_was: str
    other_answered: str
    compared: str
    passed_on: str
    taken_back: str
    your_answer: str
    signed_as: str
    vouched_for: str
    approved: str
    wrote: str
    remarks: str
    accepted: str
    original: str
    danger: str
    evidence: str
    advice: str
    name_needed_because: str
    letter_delayed_because: str
    letter_due: str
    client_told: str
    passages: str
    said_at: str
    reason_for_client: str
    on: str
    letter_written: str
    digest: str
    what: str
    why: str
    ground: str
    by: str
    status: str


class ActionStatusNames(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an action (`practice.actions.ActionStatus`)."""

    open: str
    done: str
    dropped: str


class NoteKindNames(msgspec.Struct, frozen=True, kw_only=True):
    """What kinds of note are called (`practice.note.NoteKind`)."""

    session: str
    chemistry: str
    supervision: str
    reflection: str
    admin: str


class WayNames(msgspec.Struct, frozen=True, kw_only=True):
    """What ways to sign are called (`practice.signoff.SignoffMethod` and `Grade`)."""

    message: str
    email: str
    room: str
    paper: str
    page: str
    key: str


class CopyTexts(msgspec.Struct, frozen=True, kw_only=True):
    """A client's own copy: its sections, what each thing is called, and what the client may do.

    Args:
        labels: What the facts are called.
        kinds: What kinds of note are called.
        ways: What ways to sign are called.
        you: A section: contact data.
        work: A section: the engagements.
        ratings: A section: ratings.
        actions: A section: what the client wanted to do.
        statuses: What became of an action.
        notes: A section: notes.
        texts: A section: releases.
        disclosures: A section: disclosures.
        register: A section: what the register says, as it is kept.
        wording: One of several wordings of a thing; takes title, number.
        agreed: What was agreed; takes id.
        proposed: An earlier text; takes id, day, version.
        yes: That something is so.
        hours: Hours; takes paid, pro_bono.
        destroyed: That notes were destroyed; takes day.
        no_end: Where something is kept with no end date.
        not_signed: Where an agreement is not signed.
        signed_scan: Where it is, and a scan is kept; takes day.
        signed_word: Where it is, and no scan is kept; takes day.
        asked_you: That the client was asked; takes day, way.
        asked_at: The same with an address; takes day, way, address.
        asked_other: That another person was; takes day, way.
        nothing: No paragraph.
        passed_on: That a text left; takes day, digest.
        at_time: A day and a time; takes day, time.
        spoken: That it was said; takes when.
        written: That it was written; takes when.
        left_out: In place of what names somebody else.
        title: Above the copy; takes name.
        everything: That it is everything.
        not_everything: That some is left out.
        names_left_out: That names are left out of the register.
        elsewhere: In how many others the client is named; takes count.
        not_searched: How many were not searched; takes count.
        correct: How to correct it.
        how_long: How long it is kept.
        rights: What the client may ask for.
        handed_over: Above the notes that are handed over; takes id, begun, ended.
    """

    labels: CopyLabels
    kinds: NoteKindNames
    ways: WayNames
    you: str
    work: str
    ratings: str
    actions: str
    statuses: ActionStatusNames
    notes: str
    texts: str
    disclosures: str
    register: str
    wording: str
    agreed: str
    proposed: str
    yes: str
    hours: str
    destroyed: str
    no_end: str
    not_signed: str
    signed_scan: str
    signed_word: str
    asked_you: str
    asked_at: str
    asked_other: str
    nothing: str
    passed_on: str
    at_time: str
    spoken: str
    written: str
    left_out: str
    title: str
    everything: str
    not_everything: str
    names_left_out: str
    elsewhere: str
    not_searched: str
    correct: str
    how_long: str
    rights: str
    handed_over: str
