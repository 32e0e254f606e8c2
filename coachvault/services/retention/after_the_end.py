"""What follows from an end: until when the notes are kept, what is still open, and what the client is to read."""

from __future__ import annotations

import msgspec

from coachvault.errors import Refused
from coachvault.practice.engagement import Engagement
from coachvault.practice.release import WAITING
from coachvault.practice.retention import Decision
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.records import releases, roster
from coachvault.services.retention.policy import Deciding
from coachvault.services.retention.sentences import kept_until, reason_in
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.vault.snapshot import Snapshot


class End(msgspec.Struct, frozen=True):
    """What follows from an end.

    Args:
        decision: Until when the notes are kept, and by which rule.
        open_releases: Ids of the releases that are not finished; a draft about which nobody was asked is sealed.
        letter: What the client is to read, in the client's language.
        client: The client's code.
    """

    decision: Decision
    open_releases: list[str]
    letter: str
    client: str


def look_after(opened: OpenVault, engagement: Engagement) -> End:
    """Returns what follows from the end of an engagement."""
    with opened.vault.read() as snapshot:
        decision = Deciding(snapshot).decide(engagement)
        lines = releases.lines(snapshot, opened.now().date(), engagement.client)
        mine = [line for line in lines if line.place.engagement == engagement.number and line.release]
        waiting = sorted((line.place.number, line.place.id) for line in mine if line.status in WAITING)
        letter = _letter(snapshot, engagement, decision)
        return End(decision, [name for _, name in waiting], letter, engagement.client)


def find_end(opened: OpenVault, given_id: str) -> End:
    """Returns what follows from an end that was before.

    Raises:
        NotFound: There is no such engagement.
        Refused: It has not ended.
    """
    with opened.vault.read() as snapshot:
        engagement = lifecycle.find_engagement(snapshot, given_id, prefer_open=False).engagement
        if engagement.ended is None:
            raise Refused(f"{engagement.id} has not ended.", f"`coachvault engagement end {engagement.client}`")
        return look_after(opened.held_at(snapshot), engagement)


def _letter(snapshot: Snapshot, engagement: Engagement, decision: Decision) -> str:
    client = roster.client(snapshot, engagement.client)
    language = language_of(client.language)
    return language.end.letter.format(
        name=client.name or client.code,
        ended=long_day(engagement.ended or engagement.started, language),
        kept=kept_until(decision, language),
        because=reason_in(decision.rule, language),
        coach=roster.profile(snapshot).name,
    )
