"""CoachVault: an encrypted journal for solo coaches and mentors."""

__version__ = "0.1.0"
