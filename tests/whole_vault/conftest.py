"""What holds for the tests of a whole vault: an executor's words are stretched cheaply."""

from __future__ import annotations

from tests.unit.services.conftest import cheap_pages

__all__ = ["cheap_pages"]
