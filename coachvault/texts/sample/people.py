"""Who is in the made-up practice, and what was agreed; all addresses lie in domains set aside for examples."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleClient, SampleSponsor

CLIENTS = (
    SampleClient(
        code="heron",
        name="Ada Beispiel",
        email="ada.beispiel@example.com",
        private_channel="ada@example.org",
        language="en",
        started_days_before=322,
        kind="executive",
        sponsor="otter",
    ),
    SampleClient(
        code="wren",
        name="Camille Exemple",
        email="camille@example.net",
        private_channel="camille@example.net",
        language="fr",
        started_days_before=280,
        session_minutes=75,
    ),
    SampleClient(
        code="linden",
        name="Jonas Sample",
        email="jonas.sample@example.org",
        private_channel="jonas.sample@example.org",
        language="de",
        started_days_before=196,
        session_minutes=45,
        pro_bono=True,
    ),
    SampleClient(
        code="basalt",
        name="Noor Voorbeeld",
        email="noor@example.net",
        private_channel="noor@example.net",
        language="en",
        started_days_before=352,
        ended_days_before=64,
        kind="career",
    ),
)

SPONSOR = SampleSponsor(
    code="otter", name="Robin Muster", organisation="Example Works", email="robin.muster@example.com"
)

OBJECTIVES = {
    "heron": (
        "Lead the merged team of nineteen as one team within a year.",
        "Delegate what does not need me, so that I keep one free day a week for planning.",
        "Be heard in the management round without raising my voice.",
    ),
    "wren": (
        "Turn freelance illustration into a studio that carries two people.",
        "Name a price and stay with it.",
    ),
    "linden": (
        "Grow from teacher into deputy head without losing the classroom.",
        "Run staff meetings that people leave with something decided.",
    ),
    "basalt": (
        "Decide between staying in research and moving to product.",
        "Leave the old role well.",
    ),
}

SPONSOR_MAY_RECEIVE = (
    "How many sessions took place, and the objectives as agreed by the three of us. At the end a closing statement "
    "that Ada writes herself and signs off word by word. Nothing else from the sessions."
)
