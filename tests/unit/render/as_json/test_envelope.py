"""What scripts read: one line of JSON that a terminal can show, too."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from coachvault.render.as_json.envelope import envelope, error_envelope
from coachvault.render.safe import clean


def test_an_answer_has_a_version_the_command_and_its_data() -> None:
    assert envelope("note add", {"note": {"id": "heron/1"}}) == (
        '{"coachvault": 1, "command": "note add", "data": {"note": {"id": "heron/1"}}}'
    )


def test_an_error_has_a_code_a_message_and_a_hint() -> None:
    assert json.loads(error_envelope("refused", "No.", "Ask.")) == {
        "coachvault": 1,
        "error": {"code": "refused", "message": "No.", "hint": "Ask."},
    }


def test_an_error_has_what_is_to_be_read_of_an_answer() -> None:
    remark: dict[str, str | bool] = {"text": "Not to Acme.", "place": "below the line", "known": False}
    assert json.loads(error_envelope("refused", "No.", "", [remark]))["error"]["remarks"] == [remark]


def test_text_stays_readable() -> None:
    assert "Zoë 漢字" in envelope("x", {"body": "Zoë 漢字"})


@given(st.text(st.characters()))
def test_a_body_comes_out_as_it_went_in_on_one_line_without_controls(body: str) -> None:
    line = envelope("note show", {"body": body})
    assert json.loads(line)["data"]["body"] == body
    assert clean(line) == line
    assert "\n" not in line
