"""A client's key counts from the day on which it was known."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import BadInput, CoachVaultError, Refused, Unread
from coachvault.practice.signoff import Grade, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import parse_client_form
from coachvault.services.people.signing_keys import add_key, remove_key
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer, inspect_answer_file
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, edit
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer
from coachvault.signoff import page as page_module
from tests.fakes import Practice, filled_practice
from tests.unit.services.releases.test_answers_by_page import FIRST, TEXT, asked, attached
from tests.unit.signoff.test_detached import MINISIGN, Signer


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)
    assert page_module.ITERATIONS == 1_000_000


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


@MINISIGN
class TestKeys:
    """A key of the client's own."""

    @pytest.fixture
    def signer(self, tmp_path: Path) -> Signer:
        return Signer(tmp_path)

    def key_text(self, signer: Signer) -> str:
        signer.minisign_key()
        return (signer.folder / "key.pub").read_text()

    def sign(self, signer: Signer, to: Asked) -> Answer:
        (signer.folder / "sheet").write_text(to.text)
        signer.run("minisign", "-S", "-s", "key.key", "-m", "sheet", "-x", "signature")
        return Answer((signer.folder / "signature").read_bytes())

    def test_a_known_key_is_the_strongest_evidence(self, opened: OpenVault, signer: Signer, tmp_path: Path) -> None:
        add_key(opened, "heron", self.key_text(signer))
        to = asked(opened, SignoffMethod.KEY)
        release, evidence = import_answer(opened, "R1", self.sign(signer, to))
        assert (evidence.grade, evidence.approved, evidence.vouched_by) == (
            Grade.KEY,
            (1, 2, 3),
            release_key(opened),
        )
        assert export(opened, release.id, tmp_path / "R1.txt").path.read_text() == f"{TEXT}\n"

    @pytest.mark.parametrize("text", ["", "Only if the winter goes.\n"])
    def test_a_signature_that_is_attached_counts_as_if_it_came_alone(
        self, opened: OpenVault, signer: Signer, tmp_path: Path, text: str
    ) -> None:
        add_key(opened, "heron", self.key_text(signer))
        signature = self.sign(signer, asked(opened, SignoffMethod.KEY)).data
        mail = attached(signature.decode(), text)
        with pytest.raises(Unread) as caught:
            import_answer(opened, "R1", Answer(mail))
        told = [each["text"] for each in caught.value.remarks]
        assert text.strip() in ["", *told]
        assert [each.text for each in inspect_answer_file(opened, "R1", mail).remarks] == told
        release, evidence = import_answer(opened, "R1", Answer(mail, remarks_read=True))
        assert (evidence.grade, [each.text for each in evidence.seen or ()]) == (Grade.KEY, told)
        assert export(opened, release.id, tmp_path / "R1.txt").path.read_text() == f"{TEXT}\n"

    def test_a_comment_in_a_signature_is_read_first(self, opened: OpenVault, signer: Signer, tmp_path: Path) -> None:
        add_key(opened, "heron", self.key_text(signer))
        data = self.sign(signer, asked(opened, SignoffMethod.KEY)).data
        data = data.replace(b"signature from minisign secret key", "nur oh\u00fcne".encode("latin-1"), 1)
        with pytest.raises(Unread, match="1 line"):
            import_answer(opened, "R1", Answer(data))
        import_answer(opened, "R1", Answer(data, remarks_read=True))
        assert export(opened, "R1", tmp_path / "R1.txt").path.is_file()

    def test_without_a_key_there_is_no_sheet(self, opened: OpenVault) -> None:
        with pytest.raises(Refused, match="No key of heron"):
            asked(opened, SignoffMethod.KEY)

    def test_a_key_that_came_later_does_not_count(self, practice: Practice, opened: OpenVault, signer: Signer) -> None:
        signer.minisign_key("early")
        add_key(opened, "heron", (signer.folder / "early.pub").read_text())
        to = asked(opened, SignoffMethod.KEY)
        practice.clock.pass_days(1)
        late = self.key_text(signer)
        add_key(opened, "heron", late)
        with pytest.raises(Refused, match="another key"):
            import_answer(opened, "R1", self.sign(signer, to))

    def test_a_signature_fits_one_release_alone(self, opened: OpenVault, signer: Signer) -> None:
        add_key(opened, "heron", self.key_text(signer))
        first, _ = asked(opened, SignoffMethod.KEY), asked(opened, SignoffMethod.KEY)
        with pytest.raises(Refused, match="does not fit the sheet"):
            import_answer(opened, "R2", self.sign(signer, first))
        edit(opened, "R1", Form(text=FIRST))
        request(opened, "R1", Ask(SignoffMethod.KEY))
        with pytest.raises(Refused, match="earlier version"):
            import_answer(opened, "R1", self.sign(signer, first))

    def test_a_key_belongs_to_one_client(self, opened: OpenVault, signer: Signer) -> None:
        text = self.key_text(signer)
        _, key = add_key(opened, "heron", text)
        for code in ("heron", "wren"):
            with pytest.raises(Refused, match="known already"):
                add_key(opened, code, text)
        remove_key(opened, "heron", key.fingerprint)
        with pytest.raises(CoachVaultError, match="has no key"):
            remove_key(opened, "heron", key.fingerprint)
        told = [entry.event.value for entry in list_entries(opened) if "key" in entry.event.value]
        assert told == ["signing key added", "signing key removed"]

    def test_a_removed_key_counts_no_more(self, opened: OpenVault, signer: Signer) -> None:
        _, key = add_key(opened, "heron", self.key_text(signer))
        to = asked(opened, SignoffMethod.KEY)
        remove_key(opened, "heron", key.fingerprint)
        with pytest.raises(Refused, match="was known when the request was made and still is"):
            import_answer(opened, "R1", self.sign(signer, to))

    def test_a_form_brings_no_key(self) -> None:
        with pytest.raises(BadInput, match="cannot be added by a form"):
            parse_client_form('keys = [{line = "x", fingerprint = "y", added_at = 2020-01-01T00:00:00Z}]')


def release_key(opened: OpenVault) -> str:
    from coachvault.services.people.directory import show_client

    return show_client(opened, "heron")[0].keys[0].fingerprint
