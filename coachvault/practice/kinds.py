"""The kinds of records: the name that is bound to a record's box, and the value it holds (vault-format 10)."""

from __future__ import annotations

from coachvault.practice.backup import Backup
from coachvault.practice.engagement import Counters, Engagement, Terms
from coachvault.practice.note import Note
from coachvault.practice.people import Client, Profile, Sponsor
from coachvault.practice.register import RegisterEntry
from coachvault.practice.release import Export, Original, ReleasePlace, Withdrawal
from coachvault.practice.signoff import Evidence, Proposal, Request

PROFILE = "profile"
CLIENT = "client"
SPONSOR = "sponsor"
ENGAGEMENT = "engagement"
TERMS = "terms"
NOTE = "note"
REGISTER_ENTRY = "register-entry"
COUNTERS = "counters"
RELEASE = "release"
PROPOSAL = "proposal"
REQUEST = "request"
EVIDENCE = "evidence"
ORIGINAL = "original"
EXPORT = "export"
WITHDRAWAL = "withdrawal"
BACKUP = "backup"

TYPES: dict[str, type] = {
    PROFILE: Profile,
    CLIENT: Client,
    SPONSOR: Sponsor,
    ENGAGEMENT: Engagement,
    TERMS: Terms,
    NOTE: Note,
    REGISTER_ENTRY: RegisterEntry,
    COUNTERS: Counters,
    RELEASE: ReleasePlace,
    PROPOSAL: Proposal,
    REQUEST: Request,
    EVIDENCE: Evidence,
    ORIGINAL: Original,
    EXPORT: Export,
    WITHDRAWAL: Withdrawal,
    BACKUP: Backup,
}
