"""Whom to call where a life is at risk, by country: no language, and for the coach alone."""

from __future__ import annotations

EMERGENCY_NUMBERS = (
    ("Europe, India and many others", "112"),
    ("United Kingdom", "999, or 112"),
    ("United States, Canada", "911; 988 (suicide and crisis line)"),
    ("Australia", "000"),
    ("New Zealand", "111"),
)
