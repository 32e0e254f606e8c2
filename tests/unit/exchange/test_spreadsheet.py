"""A table that a spreadsheet reads back cell for cell, and computes nothing of."""

from __future__ import annotations

import csv
import io

import pytest

from coachvault.exchange.spreadsheet import spreadsheet


def test_what_a_spreadsheet_reads_is_what_was_written() -> None:
    rows = [("Ada Marsh", 'says "no", twice', "two\nlines", ""), ("Zoë", "1,5", "a;b", "x")]
    text = spreadsheet(("name", "said", "more", "last"), rows)
    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] == [
        ("name", "said", "more", "last"),
        *rows,
    ]
    assert text.endswith('"x"\r\n')


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert spreadsheet(("a", "b"), [("x", cell)]).partition('"x",')[2].startswith("\"'")


def test_a_semicolon_ends_no_cell() -> None:
    text = spreadsheet(("a",), [("x;=1+1;y",)])
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == [["a"], ["x;=1+1;y"]]
