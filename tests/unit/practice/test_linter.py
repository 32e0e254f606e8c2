"""What a coach is warned about: names in every spelling, what reaches a person, and what is nobody's business."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.linter import Around, Finding, FindingKind, lint
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.people import Client, EmergencyContact, Sponsor
from coachvault.texts.sample_notes import SAMPLE_NOTES, SampleNote
from coachvault.texts.watch_words import CATEGORIES, merged

pytestmark = pytest.mark.sampled(2)

ADA = Client(
    Code("heron"),
    "Ada Lindqvist",
    phone="+49 170 5551234",
    emergency_contact=EmergencyContact("Tom Lindqvist", "030 998877", "husband"),
)
ROSALIND = Sponsor(Code("otter"), "Rosalind Vance", "Acme Holding GmbH")
NOTE = "Said, slowly: the team has never once asked me what I want to do next year. Then she laughed."
AROUND = Around(ADA, (ROSALIND,), (), (NOTE,), merged({}))


def other(name: str, code: str = "wren") -> Client:
    return Client(Code(code), name)


def found(text: str, *others: Client | Sponsor, around: Around = AROUND) -> list[Finding]:
    return lint([text], "a report", msgspec.structs.replace(around, others=others))


def kinds(text: str, *others: Client | Sponsor, around: Around = AROUND) -> list[str]:
    return [str(finding.kind) for finding in found(text, *others, around=around)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo Petersen", "We spoke of Petersen."),
        ("Bo Petersen", "we spoke of petersen."),
        ("Bo Petersen", "PETERSEN was there."),
        ("Bo Petersen", "bo petersen"),
        ("Bo Petersen", "Petersen, Bo"),
        ("Bo Petersen", "B. Petersen"),
        ("Bo Petersen", "Petersen's plan"),
        ("Bo Petersen", "Petersen\u2019s plan"),
        ("Bo Petersen", "Petersens Plan"),
        ("Bo Petersen", "the Petersen-led team"),
        ("Bo Petersen", "Bo\u00a0Petersen"),
        ("Bo Petersen", "Bo\nPetersen"),
        ("Bo Petersen", "Bo Peter-\nsen"),
        ("Bo Petersen", "Pe\u200dter\u200csen"),
        ("Bo Petersen", "Pe\u00adtersen"),
        ("Bo Petersen", "\uff30\uff45\uff54\uff45\uff52\uff53\uff45\uff4e"),
        ("Bo Petersen", "\U0001d40f\U0001d41e\U0001d42d\U0001d41e\U0001d42b\U0001d42c\U0001d41e\U0001d427"),
        ("Bo Petersen", "**Petersen** and _Petersen_"),
        ("Bo Petersen", "(Petersen)"),
        ("Bo Petersen", "@BoPetersen"),
        ("Dr. Bo van der Petersen (HR)", "petersen"),
        ("Petersen, Bo", "Petersen"),
        ("José Müller", "jose"),
        ("José Müller", "JOSE\u0301"),
        ("José Müller", "Mueller"),
        ("José Müller", "Muller"),
        ("Jose Mueller", "Müllers Bericht"),
        ("Bjørn Øye", "Bjorn"),
        ("Łukasz Żak", "lukasz"),
        ("Jörg Weiß", "WEISS"),
        ("Şükrü I\u015f\u0131k", "ISIK"),
        ("Anna-Lena Roth", "Annalena"),
        ("Anna-Lena Roth", "Anna\u2011Lena"),
        ("Anna-Lena Roth", "Lena"),
        ("Kate O'Brien", "O\u2019Brien"),
        ("Kate O'Brien", "OBrien"),
        ("Kate O'Brien", "brien"),
        ("Élodie d'Arcy", "l'idée d'Élodie"),
        ("Bo", "Bo was there."),
        ("Li Na", "with Li Na."),
        ("M. K.", "a talk with M.K. about it"),
        ("Will Hope", "Will was there."),
        ("Will Hope", "WILL was there."),
        ("Will Hope", "a word to Hope"),
        ("Grace Young", "Grace's plan"),
        ("李明", "昨天和李明谈了"),
        ("김민수", "어제 김민수는"),
        ("Ирина Петрова", "ИРИНА"),
        ("Ada Petersen", "Ada Petersen"),
        ("Ada Petersen", "petersen"),
        ("Bo Lindqvist", "B. Lindqvist"),
        ("Bo Lindqvist", "Bo Lindqvist"),
        ("Rosalind Lindqvist", "Rosalind Lindqvist"),
    ],
)
def test_another_client_is_found_however_the_name_is_written(name: str, text: str) -> None:
    assert "other-client" in kinds(text, other(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo Petersen", "The petersenian way, and Peter sent it."),
        ("Bo Petersen", "bo"),
        ("Will Hope", "I hope she will do it."),
        ("Grace Young", "With grace, the young ask more."),
        ("Mark Rose", "a mark that rose"),
        ("Dan Mai", "dans le mois de mai, mais sans hâte"),
        ("Dan Mai", "Dans le mois qui vient. Mais sans hâte."),
        ("Ada Petersen", "Ada wrote the text."),
        ("Bo Lindqvist", "Ada Lindqvist, A. Lindqvist, Lindqvist's, Lindqvists"),
        ("Rosalind Lindqvist", "Rosalind Vance and Ada Lindqvist"),
        ("Cy Acme", "Ada spoke with Vance at Acme Holding."),
        ("Ada Lindqvist", "Ada Lindqvist"),
        ("Han Vu", "nothing of that kind"),
        ("Dr. van der", "Der Weg, van and Dr."),
        ("", "Nobody is named here."),
        ("J.", "J is a letter."),
        ("李明", "李先生"),
    ],
)
def test_what_is_no_name_or_belongs_to_the_client_or_a_party_is_not_found(name: str, text: str) -> None:
    assert [finding for finding in found(text, other(name)) if finding.stops] == []


def test_a_name_in_the_name_of_the_sponsors_organisation_is_explained() -> None:
    around = msgspec.structs.replace(AROUND, parties=(Sponsor(Code("otter"), "", "Petersen & Söhne KG"),))
    assert "other-client" not in kinds("She works at Petersen & Söhne.", other("Bo Petersen"), around=around)
    assert "other-client" in kinds("She works with Petersen.", other("Bo Petersen"), around=around)


@pytest.mark.parametrize("text", ["wren", "WREN said", "see wren/12", "\uff37ren", "wr\u200den", "wren-like"])
def test_the_code_of_another_client_is_found(text: str) -> None:
    assert kinds(text, other("")) == ["other-client"]


@pytest.mark.parametrize("text", ["wrén", "wrens", "the wrench", "awren", "wren2", "heron", "otter"])
def test_what_is_no_code_of_another_is_not(text: str) -> None:
    assert "other-client" not in kinds(text, other(""))


def test_a_code_with_a_hyphen_is_one_word() -> None:
    assert kinds("blue-teal", other("", "blue-teal")) == ["other-client"]
    assert kinds("blue teal", other("", "blue-teal")) == []
    own = msgspec.structs.replace(AROUND, client=Client(Code("blue-teal"), "Ada"))
    assert kinds("blue-teal", other("", "teal"), around=own) == []
    assert kinds("blue-teal, teal", other("", "teal"), around=own) == ["other-client"]


def test_a_sponsor_who_is_no_party_is_an_outsider_and_the_emergency_contact_is() -> None:
    cedar = Sponsor(Code("cedar"), "Nadia Petersen", "Globex")
    assert kinds("Nadia knows.", cedar) == kinds("cedar knows.", cedar) == ["outsider"]
    assert kinds("Tom knows.") == kinds("Tom Lindqvist knows.") == ["outsider"]
    assert kinds("Lindqvist knows.") == []
    concerned = msgspec.structs.replace(AROUND, parties=(ROSALIND, other("Bo Petersen")))
    assert kinds("Bo Petersen, wren, agrees.", around=concerned) == []


def test_people_of_one_name_are_one_finding_that_tells_their_codes() -> None:
    people = [other(f"{first} Petersen", f"code{first.lower()}") for first in ("Bo", "Cy", "Di", "Ed")]
    (finding,) = found("Petersen came, and Petersen went.", *people)
    assert finding.message == "A name of another client: codebo, codecy, codedi and 1 more."


def test_a_number_of_the_roster_is_found_in_any_grouping() -> None:
    wren = msgspec.structs.replace(other("Bo"), phone="555 12")
    short = msgspec.structs.replace(other("Bo"), phone="7 65 43 21")
    assert kinds("55512", wren) == []
    (finding,) = found("ask 76 54 321", short)
    assert (finding.kind, finding.message) == (FindingKind.CONTACT, "A telephone number in your roster.")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("health", "She was on Sick Leave."),
        ("health", "her DEPRESSION"),
        ("health", "burn-out"),
        ("health", "Burnout-Prävention"),
        ("health", "Sie war krankgeschrieben."),
        ("health", "beim Arzt"),
        ("health", "die A\u0308rztin"),
        ("health", "un arrêt maladie"),
        ("health", "sa santé"),
        ("health", "LA SANTÉ"),
        ("health", "está de baja laboral"),
        ("health", "una enfermedad"),
        ("health", "\uff43ancer"),
        ("family", "her husband"),
        ("family", "after the divorce"),
        ("family", "ihr Kind"),
        ("family", "die Mutter"),
        ("family", "seine Ehe"),
        ("family", "sa mère"),
        ("family", "sa me\u0300re"),
        ("family", "ma sœur"),
        ("family", "sus hijos"),
        ("family", "mi pareja"),
    ],
)
def test_a_word_of_health_or_family_is_for_information(kind: str, text: str) -> None:
    (finding,) = found(text)
    assert (finding.kind, finding.stops) == (kind, False)


ENGLISH = """
Over nine sessions between March 2025 and January 2026 we worked on three objectives. In March, decisions went through
one desk; by September 2025, 14 of 20 were made by the four team leads. Will this last? It may, if the mark is held: I
hope so, with some grace. The sponsor's survey of 1,200 people (response 61%) rose from 6.2 to 7.4 out of 10. Next
review: 2026-04-15, 10:00-11:30. The same kind of progress, a mere beginning, a matter of trust; she will illustrate
it, and muttered nothing.
"""
GERMAN = """
In neun Sitzungen zwischen dem 01.03.2025 und dem 31.01.2026 ging es um drei Ziele. Heute trifft das Team 14 von 20
Entscheidungen selbst. Sie will klarer delegieren und mag es, früh zu fragen; die ehemaligen Abläufe fielen weg, eher
leise. Die Behandlung offener Themen dauert kurz, die psychologische Sicherheit stieg von 6,2 auf 7,4. Das Budget von
12.500 Euro reicht bis 06/2026. Unterhaltungen im Flur wurden zu Terminen um 9.30 Uhr. Sie sucht das Gespräch,
gemeldet hat sie es.
"""
FRENCH = """
Au cours de neuf séances entre mars 2025 et janvier 2026, nous avons travaillé trois objectifs. Il délègue 14
décisions sur 20 à son équipe, dans les délais, mais sans perdre le fil. Les sons de cloche diffèrent ; le traitement
des demandes dure 2 h 30 au lieu de 4 h. Marie-t-il méthode et souplesse ? Le budget de 12 500 € suffit. Prochain
point le 15/04/2026 de 9h30 à 10h45. C'est un pas de plus vers une maturité du service, familier de ces questions
relatives au pilotage.
"""
SPANISH = """
En nueve sesiones entre marzo de 2025 y enero de 2026 trabajamos tres objetivos. Hoy el equipo toma 14 de cada 20
decisiones por sí solo; son más rápidas y claras. La medición pasó de 6,2 a 7,4 sobre 10. El presupuesto de 12.500
euros alcanza hasta 06/2026. Para ella, la seguridad psicológica es la base; bebe de varias fuentes y reparte el
turno. Próxima revisión: 15/04/2026.
"""
ROSTER = (
    other("Will Petersen", "wren"),
    other("Grace Mayer", "linden"),
    other("Mark Klein", "basalt"),
    other("Dan Petit", "teal"),
    other("Kurt Lang", "cedar"),
    other("Sol Marcos", "dune"),
    other("Hope Früh", "cello"),
    Sponsor(Code("lapis"), "Rose Duran", "Globex"),
)


@pytest.mark.parametrize("prose", [GERMAN, FRENCH, SPANISH], ids=["de", "fr", "es"])
def test_plain_prose_raises_nothing(prose: str) -> None:
    assert found(prose, *ROSTER) == []


def test_plain_english_prose_raises_nothing_but_a_name_with_a_capital() -> None:
    (finding,) = found(ENGLISH, *ROSTER)
    assert finding.message == "A name of another client: wren."
    assert "Will this last?" in finding.excerpt
    assert found(ENGLISH.replace("Will this", "Does this"), *ROSTER) == []


@pytest.mark.parametrize("note", SAMPLE_NOTES, ids=lambda note: f"{note.client}-{note.days_before_today}")
def test_a_sample_note_names_and_reaches_nobody_else(note: SampleNote) -> None:
    assert [finding for finding in found(note.text) if finding.kind in {"contact", "outsider", "other-client"}] == []


@pytest.mark.parametrize(
    "text",
    [
        "the team has never once asked me what",
        "The TEAM has never once -- asked me: what",
        "thé team\nhas never  once asked\u00a0me what?",
        "I know that the team has never once asked me what matters.",
        "\uff54he team has ne\u200dver once asked me what",
        "**the** _team_ has never once asked me what",
    ],
)
def test_eight_words_as_in_a_note_are_a_copy(text: str) -> None:
    (finding,) = found(text)
    assert (finding.kind, finding.stops, finding.message) == (
        FindingKind.VERBATIM,
        False,
        "8 words in a row that are in a note, too.",
    )
    assert "never" in unicodedata.normalize("NFKC", finding.excerpt).replace("\u200d", "")


def test_seven_words_are_none_and_a_longer_run_is_one_finding() -> None:
    assert found("the team has never once asked me") == []
    assert found("the team has never once asked Bo what I want") == []
    (finding,) = found("She said the team has never once asked me what I want to do.")
    assert finding.message == "12 words in a row that are in a note, too."


def test_an_apostrophe_parts_no_word() -> None:
    around = msgspec.structs.replace(AROUND, notes=("l'équipe n'a jamais demandé ce qu'elle voulait", "don't won't"))
    assert found("l'équipe n'a jamais demandé ce qu'elle voulait", around=around) == []
    around = msgspec.structs.replace(AROUND, notes=("I don't think they'd ever ask what we want",))
    assert kinds("I don\u2019t think they\u2019d ever ask what we want", around=around) == ["verbatim"]


@pytest.mark.parametrize(
    "text", ["Acme", "at ACME HOLDING", "Acme's plan", "Ms Vance", "rosalind", "R. Vance", "otter"]
)
def test_speaking_of_the_sponsor_is_for_information(text: str) -> None:
    (finding,) = found(text)
    assert (finding.kind, finding.stops) == (FindingKind.SPONSOR, False)
    assert lint(["One."], text, AROUND) == []


def test_an_ordinary_word_of_an_organisation_is_not_the_organisation() -> None:
    cases = (
        ("Deutsche Bahn", "Deutsche Kunden"),
        ("Spring Ltd", "a spring"),
        ("University of X", "University"),
    )
    for organisation, text in cases:
        around = msgspec.structs.replace(AROUND, parties=(Sponsor(Code("otter"), "", organisation),))
        assert kinds(text, around=around) == []
    around = msgspec.structs.replace(AROUND, parties=(Sponsor(Code("otter"), "", "Spring Ltd"),))
    assert kinds("at Spring", around=around) == ["sponsor"]


def test_findings_are_sorted_and_their_ids_are_short_and_hold_no_word() -> None:
    around = msgspec.structs.replace(AROUND, others=(other("Bo Petersen"), other("Cy Olsen", "teal")))
    text = ["Her husband. Olsen, Petersen, Olsen.", "Nothing.", "ada@example.org or @ada.l"]
    findings = lint(text, "for Petersen", around)
    assert [(finding.id, finding.paragraph) for finding in findings] == [
        ("other-client-0", 0),
        ("other-client-1", 1),
        ("other-client-1b", 1),
        ("family-1", 1),
        ("contact-3", 3),
        ("contact-3b", 3),
    ]
    assert [finding.stops for finding in findings] == [True, True, True, False, True, True]
    assert not any("petersen" in f"{finding.id} {finding.message}".lower() for finding in findings)
    assert findings[1].message.endswith("teal.")


def test_an_id_stays_when_other_paragraphs_or_later_words_change() -> None:
    around = msgspec.structs.replace(AROUND, others=(other("Bo Petersen"),))
    before = lint(["ada@example.org", "Petersen"], "x", around)
    after = lint(["Nothing.", "Petersen, again Petersen, and more."], "x", around)
    assert [finding.id for finding in before if finding.paragraph == 2] == [finding.id for finding in after]


def test_there_are_ids_for_more_things_than_letters() -> None:
    found_here = found(" ".join(f"a{number}@example.org" for number in range(60)))
    assert len({finding.id for finding in found_here}) == 60
    assert [finding.id for finding in found_here][24:28] == ["contact-1y", "contact-1z", "contact-1aa", "contact-1ab"]


def test_every_paragraph_is_read_alone() -> None:
    around = msgspec.structs.replace(AROUND, others=(other("Bo Li"),))
    assert lint(parse_paragraphs("with Bo\n\nLi"), "x", around) == []
    assert [finding.id for finding in lint(parse_paragraphs("with Bo\nLi"), "x", around)] == ["other-client-1"]


def test_an_excerpt_is_one_line_about_the_place() -> None:
    (finding,) = found("word " * 100 + "ada@example.org\n" + "word " * 100)
    assert "ada@example.org" in finding.excerpt
    assert "\n" not in finding.excerpt
    assert len(finding.excerpt) < 80


def test_the_coachs_own_words_are_added_and_ours_taken_away() -> None:
    words = merged({"health": ["Lupinenfieber", "  ", "-depression", "-flu"], "family": ["in spe!", "-kind"]})
    around = msgspec.structs.replace(AROUND, words=words)
    assert kinds("her lupinenfieberhaft mood, no depression, no flu", around=around) == ["health"]
    assert kinds("ihr Kind, ihre Kinder, in spe, in spezie", around=around) == ["family", "family"]
    assert merged({}) == merged({"health": ["depressi"], "family": ["wife"]})


def test_a_category_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="money"):
        merged({"money": ["debt"]})
    with pytest.raises(BadInput):
        msgspec.structs.replace(AROUND, words={"money": ["debt"]})


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_watch_word_finds_itself(category: str) -> None:
    for word in merged({})[category]:
        text = word.strip("!^")
        text = text.capitalize() if word.startswith("^") else text
        assert (category in kinds(text.strip("~"))) is not word.startswith("~"), word


@pytest.mark.parametrize(
    ("harmless", "counts"),
    [
        ("un geste maladroit, sa maladresse", "il est malade"),
        ("la maison mère et deux maisons mères", "sa mère"),
        ("die Muttergesellschaft und der Mutterkonzern", "die Mutter"),
        ("the parent company, two parent companies", "a parent"),
        ("die Trennungslinie, traurig", "Trauer und Trennung"),
    ],
)
def test_a_word_of_the_trade_is_no_word_about_health_or_family(harmless: str, counts: str) -> None:
    around = msgspec.structs.replace(AROUND, words=merged({}))
    assert kinds(harmless, around=around) == []
    assert kinds(counts, around=around)
    assert kinds(f"{harmless}; {counts}", around=around)


def test_a_word_of_the_coachs_own_counts_where_ours_calls_it_harmless() -> None:
    around = msgspec.structs.replace(AROUND, words=merged({"health": ["maladroit"]}))
    assert kinds("un geste maladroit", around=around) == ["health"]
