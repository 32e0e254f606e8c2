"""A table for spreadsheets: CSV (RFC 4180) in which no cell is read as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns the table as text, with CRLF at the end of each line, as the format says.

    A cell that a spreadsheet would compute, because it begins with `=`, `+`, `-` or `@`, gets an apostrophe before it:
    part of this text was written by others. Every cell is quoted, so that a semicolon ends none either.

    Args:
        columns: The titles of the columns.
        rows: The cells, row by row.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return text.getvalue()
