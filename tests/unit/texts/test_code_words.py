"""Code words: short to type, and nothing that a client would mind to read on paper."""

from __future__ import annotations

import re
from collections import Counter

from coachvault.practice.ids import parse_code
from coachvault.texts.code_words import CODE_WORDS

_COMMAND_WORDS = """
    access accept active add admin archive backup certificate change check chemistry clean client confirm create
    custodian destroy disclose draft due edit end ended engagement erase executor export extend forget forgot help
    history hold hours import init keys lift list lock move note open own passphrase policy practice prospect reader
    recovery reflection register release remove renew reopen request restore retention retire review rotate search
    session show sponsor start status supervision test tour unlock verify version withdraw
"""

_DESCRIBING = """
    badger bantam bear beaver bison boar booby boulder bramble buffalo bull buzzard camel cardinal cobra cockerel
    cockle coot cormorant cow crab cracker crow cuckoo dodo dogwood donkey dotterel dragon drone elder elephant
    ferret flea fox frost fungus gannet glacier goat goose grouse gull hawk hedgehog heifer hemlock hippo hog hyena
    jackal jackdaw lamb leech limpet lion lizard loon louse magpie mammoth manatee mole monkey mouse mule newt
    nettle nut ogre ostrich owl parrot peacock pig pigeon pike poodle porpoise puffin python quail rabbit ram rat
    raven roach rook sheep shrew shrike shrimp skunk sloth slug snail snake snipe sparrow spider sponge squirrel
    stoat stork swine thistle thorn thrush tick tiger toad tortoise trout turkey turtle vulture walnut walrus wasp
    weasel weed whale willow wolf worm
"""

_SLUR_OR_SEX_OR_DRUGS = """
    acorn apple banana beech bittern cherry chink coconut cotton coon cracker cumin dyke fag fairy gay ginger gypsum
    hemp hoopoe jug knob lavender lemon mahogany melon muslin oyster paddle pansy peach pear poppy prick rainbow
    redneck sextant shag shuttlecock slut spade swallow tit wagtail wheatear
"""

_UNFORTUNATE_ELSEWHERE = """
    alder bite bream cane cloche concha condor conifer cork crane cruche dandelion easel fresco gift gland hell
    khaki kornblume loch mackerel mast mimosa mist moor perch petard pine pitcher plum pochard serin tench
"""

_FIRST_NAMES = """
    agate amber angelica april august basil beryl cadence camellia clay coral dahlia daisy dale daphne dawn fern
    glen hazel heath heather holly iris ivy jade jasmine jasper jay june juniper laurel lily martin marten merlin
    mica myrtle olive opal pearl petunia phoebe reed robin rose rosemary rowan ruby sage savanna sienna violet
    willow
"""

REFUSED = " ".join((_COMMAND_WORDS, _DESCRIBING, _SLUR_OR_SEX_OR_DRUGS, _UNFORTUNATE_ELSEWHERE, _FIRST_NAMES)).split()

HURTING_PARTS = (
    "bitch",
    "cock",
    "crap",
    "cum",
    "damn",
    "dick",
    "fat",
    "fuck",
    "hell",
    "nazi",
    "piss",
    "rape",
    "sex",
    "slut",
    "tit",
)


def test_there_are_enough_for_a_life_of_coaching() -> None:
    assert len(CODE_WORDS) >= 300
    assert len(set(CODE_WORDS)) == len(CODE_WORDS)
    assert list(CODE_WORDS) == sorted(CODE_WORDS)


def test_the_words_of_the_documents_are_among_them() -> None:
    assert {"heron", "otter", "wren", "linden", "basalt"} <= set(CODE_WORDS)


def test_a_word_is_short_plain_and_can_be_a_code() -> None:
    assert [word for word in CODE_WORDS if not re.fullmatch(r"[a-z]{4,9}", word)] == []
    assert [parse_code(word) for word in CODE_WORDS] == list(CODE_WORDS)


def test_four_letters_are_enough_to_tell_them_apart() -> None:
    shared = {start for start, times in Counter(word[:4] for word in CODE_WORDS).items() if times > 1}
    assert shared == set()


def test_no_word_hurts_describes_or_names_a_person_or_is_a_command() -> None:
    assert sorted(set(CODE_WORDS) & set(REFUSED)) == []


def test_no_word_hides_another() -> None:
    assert [word for word in CODE_WORDS if any(part in word for part in HURTING_PARTS)] == []
