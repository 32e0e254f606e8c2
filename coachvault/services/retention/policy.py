"""The retention policy: TOML as the coach writes it, kept verbatim, and what it decides."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, CoachVaultError
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement
from coachvault.practice.ids import Code
from coachvault.practice.periods import parse_period
from coachvault.practice.retention import Basis, Case, Decision, Extension, Hold, Policy, PolicyText, RecordClass, Rule
from coachvault.practice.text import require_line, require_text
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.texts.languages import LANGUAGES
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

LARGEST_POLICY = 100_000
_LONGEST_REASON = 500
_CLASSES = tuple(each.value for each in RecordClass)
_CONDITIONS = ("client", "sponsor", "tag", "kind")
_MENDED = "`coachvault retention policy edit` changes it; `retention policy set FILE` takes another."


class PolicyInForce(msgspec.Struct, frozen=True):
    """The policy in force.

    Args:
        text: Word for word.
        is_default: Whether the coach has set none.
        policy: What it says; None where an earlier version took it, and this one cannot.
        fault: Why it cannot.
    """

    text: str
    is_default: bool
    policy: Policy | None
    fault: str = ""


def parse_policy(text: str) -> Policy:
    """Parses a policy.

    Raises:
        BadInput: It is no TOML, or something in it cannot be meant; the line is named.
    """
    require_text(text, longest=LARGEST_POLICY)
    table = parse_toml(text, LONGEST_TEXT)
    found = table.get("retention")
    if set(table) != {"retention"} or not isinstance(found, dict):
        raise _fault(text, (), "a policy has the table [retention] and no other")
    own = {name: value for name, value in found.items() if name != "rule"}
    for name in own:
        if name not in _CLASSES:
            raise _fault(text, (name,), f"the classes are {', '.join(_CLASSES)}")
    if "notes" not in own:
        raise _fault(text, (), "[retention.notes] is missing: every policy says how long notes are kept")
    rules = [_rule(text, (name,), {"class": name, **_table(text, (name,), fields)}, 0) for name, fields in own.items()]
    listed = found.get("rule", [])
    if not isinstance(listed, list):
        raise _fault(text, ("rule",), "rules belong under [[retention.rule]]")
    for number, fields in enumerate(listed, start=1):
        rules.append(_rule(text, ("rule", number), _table(text, ("rule", number), fields), number))
    return Policy(tuple(rules))


def show_policy(opened: OpenVault) -> PolicyInForce:
    """Returns the policy in force, word for word and as it is understood."""
    with opened.vault.read() as snapshot:
        return shown(snapshot)


def shown(snapshot: Snapshot) -> PolicyInForce:
    """Returns the policy in force: the coach's, or the one that a practice begins with."""
    own = roster.only(snapshot, Part.SCHEDULE, kinds.POLICY, PolicyText)
    text = DEFAULT_POLICY if own is None else own.text
    try:
        return PolicyInForce(text, own is None, parse_policy(text))
    except BadInput as error:
        return PolicyInForce(text, own is None, None, error.message.removesuffix("; nothing was changed."))


def in_force(snapshot: Snapshot) -> Policy:
    """Returns what the policy in force says.

    Raises:
        BadInput: An earlier version took it, and this one cannot.
    """
    found = shown(snapshot)
    if found.policy is None:
        raise BadInput(f"{found.fault}; the policy in force decides nothing until it is mended.", _MENDED)
    return found.policy


def save_text(change: Change, policy: PolicyText) -> None:
    """Writes a policy's text; the earlier ones stay as its history."""
    roster.save_only(change, Part.SCHEDULE, kinds.POLICY, policy, with_history=True)


def require_reason(text: str) -> None:
    """Makes sure that a policy's reason can be written into one.

    Raises:
        BadInput: It is empty, too long, or not one line.
    """
    require_line(text, longest=_LONGEST_REASON)
    if not text.strip():
        raise BadInput("A period has a reason: it is what you tell a client who asks.")


def generate(notes: str, because: str, contacts: str) -> str:
    """Returns the policy that the three questions at set-up come to.

    Args:
        notes: For how long notes are kept, as `7 years`; signed releases are kept as long.
        because: Why.
        contacts: For how long contact details are kept.

    Raises:
        BadInput: One of them is not valid.
    """
    import tomli_w  # loaded only where a policy is generated

    long = {"keep": notes, "because": because}
    table = {
        "notes": long,
        "contacts": {"keep": contacts, "because": "to reach the client about the notes"},
        "releases": {"keep": notes, "because": f"the proof of consent: {because}"},
        "hours": {"keep": "for ever", "because": "the coaching log stands behind a credential"},
        "register": {"keep": "for ever", "because": "an account of what left, to whom and on what ground"},
    }
    text = tomli_w.dumps({"retention": table})
    parse_policy(text)
    return text


class Deciding:
    """Decides about many engagements of one snapshot, each rule and person being read once.

    Args:
        snapshot: The vault.
        policy: The policy; the one in force when left out.
    """

    def __init__(self, snapshot: Snapshot, policy: Policy | None = None) -> None:
        self._snapshot = snapshot
        self._policy = policy or in_force(snapshot)
        self.engagements = [kept.engagement for kept in roster.engagements(snapshot)]
        self._born: dict[Code, date | None] = {}
        self._extensions = {each.engagement: each for each in extensions(snapshot)}
        self.holds = {each.engagement: each for each in holds(snapshot) if each.is_on}

    def decide(self, engagement: Engagement, record_class: RecordClass = RecordClass.NOTES) -> Decision:
        """Returns until when an engagement's records of one class are kept, and by which rule.

        An extension is about notes and about everything else that would be due with them.
        """
        return self._policy.decide(record_class, self._case(engagement), self._extensions.get(engagement.number))

    def _case(self, engagement: Engagement) -> Case:
        code = engagement.client
        contacts = [each.tally.last_contact for each in self.engagements if each.client == code]
        if code not in self._born:
            known = code in roster.codes(self._snapshot, kinds.CLIENT)
            self._born[code] = roster.client(self._snapshot, code).born if known else None
        return Case(
            client=code,
            started=engagement.started,
            ended=engagement.ended,
            last_contact=max((each for each in contacts if each), default=None),
            born=self._born[code],
            sponsor=engagement.sponsor or "",
            kind=engagement.kind,
            tags=engagement.tags,
        )


def holds(snapshot: Snapshot) -> list[Hold]:
    """Returns every hold that was ever put on, the oldest first."""
    return roster.every(snapshot, Part.SCHEDULE, kinds.HOLD, Hold)


def extensions(snapshot: Snapshot) -> list[Extension]:
    """Returns every extension, the oldest first; the last one of an engagement counts."""
    return roster.every(snapshot, Part.SCHEDULE, kinds.EXTENSION, Extension)


def _table(text: str, place: tuple[Any, ...], value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _fault(text, place, 'a class is a table, such as keep = "7 years" and because = "..."')
    return value


def _rule(text: str, place: tuple[Any, ...], fields: dict[str, Any], number: int) -> Rule:
    allowed = {"class", "keep", "because", "from"} | ({"when"} if number else set())
    for name in fields:
        if name not in allowed:
            raise _fault(text, (*place, name), f"the fields are {', '.join(sorted(allowed))}")
    _require_said(text, place, fields, ("class", "keep"))
    because_in = _reasons(text, place, fields.get("because"))
    when = fields.get("when", {})
    if not isinstance(when, dict) or not all(isinstance(each, str) and each for each in when.values()):
        raise _fault(text, (*place, "when"), 'it looks like when = { tag = "minor" }')
    if set(when) - set(_CONDITIONS):
        raise _fault(text, (*place, "when"), f"a rule can name {', '.join(_CONDITIONS)}")
    if fields["class"] not in _CLASSES:
        raise _fault(text, (*place, "class"), f"the classes are {', '.join(_CLASSES)}")
    if fields.get("from", "end") not in tuple(Basis):
        raise _fault(text, (*place, "from"), 'a period runs from "end", "last-contact" or "birth"')
    try:
        for _, because in because_in:
            require_line(because, longest=_LONGEST_REASON)
        keep = parse_period(fields["keep"])
    except CoachVaultError as error:
        raise _fault(text, (*place, "keep"), f"{error.message} {error.hint}".strip()) from None
    basis = Basis(fields.get("from", "end"))
    said = because_in if because_in[0][0] else ()
    return Rule(RecordClass(fields["class"]), keep, because_in[0][1], basis, number=number, because_in=said, **when)


def _require_said(text: str, place: tuple[Any, ...], fields: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise _fault(text, (*place, name), f'{name} = "..." is missing')


def _reasons(text: str, place: tuple[Any, ...], because: object) -> tuple[tuple[str, str], ...]:
    """Returns a rule's reason by language; one that names none has the empty code."""
    named = isinstance(because, dict)
    found = because if isinstance(because, dict) else {"": because}
    said = tuple((code, each.strip()) for code, each in found.items() if isinstance(each, str) and each.strip())
    if not said or len(said) < len(found):
        raise _fault(text, (*place, "because"), 'because = "..." is missing')
    if named and set(found) - set(LANGUAGES):
        raise _fault(text, (*place, "because"), f'a reason is given in {", ".join(LANGUAGES)}, as because.de = "..."')
    return said


def _fault(text: str, place: tuple[Any, ...], message: str) -> BadInput:
    """Returns an error that names the line; what is there may be a name and is not repeated."""
    line = _line_of(text, place)
    return BadInput(
        f"The policy is not valid: line {line}: {message}; nothing was changed.",
        "`coachvault retention policy show` shows one that can; docs/reference/retention.md has all fields.",
    )


def _line_of(text: str, place: tuple[Any, ...]) -> int:
    """Returns the line, from 1, of a field or of the table that should have it."""
    lines = text.splitlines()
    if place[:1] == ("rule",):
        heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*retention\s*\.\s*rule\s*\]\]", line)]
        start = heads[place[1] - 1] if len(place) > 1 and place[1] <= len(heads) else (heads or [0])[0]
        field = place[2:]
    elif place:
        head = re.compile(rf"\s*\[\s*retention\s*\.\s*[\"']?{re.escape(place[0])}[\"']?\s*\]")
        start = next((at for at, line in enumerate(lines) if head.match(line)), 0)
        field = place[1:]
    else:
        return 1
    for at in range(start + 1, len(lines)) if field else ():
        if re.match(r"\s*\[", lines[at]):
            break
        if re.match(rf"\s*[\"']?{re.escape(str(field[0]))}[\"']?\s*=", lines[at]):
            return at + 1
    return start + 1
