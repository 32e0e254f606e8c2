"""Verifying a text that was received: without a vault, by anyone who has the text and its sheet."""

from __future__ import annotations

from coachvault.signoff.evidence import Verdict, VerifiedRelease, verify_release

__all__ = ["Verdict", "VerifiedRelease", "verify_release"]
