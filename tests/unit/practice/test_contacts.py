"""What reaches a person in a text, and the digits that do not."""

from __future__ import annotations

import pytest

from coachvault.practice.contacts import ACCOUNT, KNOWN, LINK, MAIL, PHONE, contacts_in, digits_of
from coachvault.practice.wording import read

KNOWN_DIGITS = frozenset({digits_of("030 998877")})


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "Ada.L+x@mail.example.co.uk",
        "ada@localhost",
        "ada\uff20example.org",
        "ada@\nexample.org",
        "a\u200dda@example.org",
        "ada (at) example.org",
        "ada [at] example [dot] org",
        "ada at example dot org",
        "ada arroba ejemplo punto es",
        "+49 170 5550000",
        "+49 (0)170/555 00 00",
        "+4917055500",
        "\uff0b49 170 5550000",
        "0049 170 5550000",
        "0170 5550000",
        "0170-5550000",
        "0170\n5550000",
        "(030) 555 00 00",
        "030/5550000",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-05-11-78",
        "612 345 678",
        "612345678",
        "020 7946 0018",
        "(212) 555-0199",
        "212-555-0199",
        "555-0199",
        "4917055500000",
        "Tel. 555000",
        "mobile: 55 50 00",
        "call me at 555000",
        "in 2025 0170 5550000",
        "0170 5550000\n0171 5550000",
        "on 01.02.2026, 0170 5550000",
        "998877",
        "linkedin.com/in/ada-lindqvist",
        "https://www.linkedin.com/in/ada",
        "https://de.linkedin.com/in/ada",
        "HTTPS://X.COM/ada",
        "instagram.com/ada.l",
        "https://mastodon.example/@ada",
        "https://acme.example/people/ada",
        "wa.me/4917055500",
        "mailto:ada",
        "@adalindqvist",
        "DE89 3704 0044 0532 0130 00",
        "de89370400440532013000",
        "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000 is hers",
        "at 20 days FR14 2004 1010 0505 0001 3M02 606",
        "GB29-NWBK-6016-1331-9268-19",
    ],
)
def test_what_reaches_a_person_is_found(text: str) -> None:
    assert contacts_in(read(text).plain, KNOWN_DIGITS)
    assert contacts_in(read(f"We said: {text}").plain, KNOWN_DIGITS)


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "2024-2026, 2024/2025, 2024–2026",
        "2026-01-31",
        "2026-01-31T14:30+01:00",
        "01.02.2026 14:30",
        "01.02.2026 10 people",
        "1.2.26",
        "05.03.26-07.03.26",
        "01.-03.02.2026",
        "01/02/2026 and 02/2026",
        "01 02 2026",
        "09.00-10.30",
        "09:00–10:30 Uhr",
        "de 09h30 à 10h45",
        "7 of 10, then 9 out of 10",
        "0/10 10/10 08/10",
        "0-10, 1-5",
        "1,200 and 1,200,000.50",
        "1.200.000,50 and 0.123456",
        "612 345 678 €",
        "EUR 612 345 678",
        "12 500 000 euros",
        "500-1000 people, 100-2000 people",
        "Q3 2025: 12 of 14 sessions of 90 minutes",
        "ISO 27001:2022, room 4.12, § 203",
        "call 10000 customers",
        "order 1234567890123456",
        "https://example.org/report and www.example.org",
        "10% @ 5",
        "by phone in 2025 and 2026",
        "at 20 she moved, be 16 or not, de 22 a 24",
        "We meet at noon. It works.",
        "(a) goals (b) next. steps",
    ],
)
def test_years_dates_marks_and_amounts_reach_nobody(text: str) -> None:
    assert contacts_in(read(text).plain, KNOWN_DIGITS) == []


@pytest.mark.parametrize(
    ("text", "thing", "what"),
    [
        ("to ada@ example.org", "ada@example.org", MAIL),
        ("see linkedin.com/in/ada, or", "linkedin.com/in/ada", LINK),
        ("pay DE89 3704 0044 0532 0130 00.", "de89370400440532013000", ACCOUNT),
        ("ask 0170 5550000.", "1705550000", PHONE),
        ("ask (030) 99 88 77.", "30998877", KNOWN),
    ],
)
def test_it_is_told_what_it_is_and_where(text: str, thing: str, what: str) -> None:
    plain = read(text).plain
    (found,) = contacts_in(plain, KNOWN_DIGITS)
    assert (found.thing, found.what) == (thing, what)
    assert "".join(plain[found.start : found.stop].split())[:3] == "".join(text.lower().split()[1])[:3]


def test_of_two_in_one_place_the_longer_counts() -> None:
    found = contacts_in(read("mailto:ada@example.org, then 0170 5550000").plain, frozenset())
    assert [each.what for each in found] == [LINK, PHONE]


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+49 (0)170 555-1234", "491705551234"),
        ("0170 5551234", "1705551234"),
        ("123456", "123456"),
        ("12345", ""),
        ("00 12345", ""),
        ("Signal", ""),
    ],
)
def test_digits_are_compared_without_what_differs_between_countries(number: str, digits: str) -> None:
    assert digits_of(number) == digits
