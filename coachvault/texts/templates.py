"""What a proposal may begin with: a frame in the client's language, with the objectives that were agreed."""

from __future__ import annotations

import re

OWN_WORDS = "own-words"
TEMPLATES = {
    "progress": "a progress report: objectives, what changed, what comes next",
    "closing": "a closing report: objectives, what was reached, what goes on",
    "handover": "for a successor: objectives, where things stand, what to know",
    OWN_WORDS: "the client writes it on the page: objectives, measures, and beginnings of paragraphs",
}

PURPOSES = {"progress": "progress report", "closing": "closing report", "handover": "handing over to a successor"}
PURPOSES[OWN_WORDS] = "report in the client's own words"

OBJECTIVE = "– {objective}"
NO_OBJECTIVE = "[objective]"

FRAMES: dict[str, dict[str, str]] = {
    "en": {
        "progress": "We agreed on these objectives:\n{objectives}\n\nSince then:\n[what has changed]\n\n"
        "Until the next report:\n[what comes next]",
        "closing": "The coaching was about these objectives:\n{objectives}\n\nWhat was reached:\n"
        "[what has changed, in the client's own words]\n\nWhat goes on:\n[what the client does from here]",
        "handover": "We agreed on these objectives:\n{objectives}\n\nWhere things stand:\n[where things stand]\n\n"
        "What to know:\n[what to know]",
        OWN_WORDS: "These were the objectives:\n{objectives}\n\nWhat has changed for me:\n\n"
        "What I do differently now:\n\nWhat I want to work on next:",
    },
    "de": {
        "progress": "Vereinbart waren diese Ziele:\n{objectives}\n\nSeitdem:\n[was sich verändert hat]\n\n"
        "Bis zum nächsten Bericht:\n[was als Nächstes kommt]",
        "closing": "Im Coaching ging es um diese Ziele:\n{objectives}\n\nErreicht wurde:\n"
        "[was sich verändert hat, in eigenen Worten]\n\nWie es weitergeht:\n[was von hier an geschieht]",
        "handover": "Vereinbart waren diese Ziele:\n{objectives}\n\nWo es steht:\n[wo es steht]\n\n"
        "Gut zu wissen:\n[was gut zu wissen ist]",
        OWN_WORDS: "Das waren die Ziele:\n{objectives}\n\nWas sich für mich verändert hat:\n\n"
        "Was ich heute anders mache:\n\nWoran ich weiter arbeiten möchte:",
    },
    "fr": {
        "progress": "Nous étions convenus de ces objectifs :\n{objectives}\n\nDepuis :\n[ce qui a changé]\n\n"
        "D'ici au prochain rapport :\n[ce qui vient ensuite]",
        "closing": "Le coaching portait sur ces objectifs :\n{objectives}\n\nCe qui a été atteint :\n"
        "[ce qui a changé, dans ses propres mots]\n\nEt maintenant :\n[ce qui continue]",
        "handover": "Nous étions convenus de ces objectifs :\n{objectives}\n\nOù en sont les choses :\n"
        "[où en sont les choses]\n\nÀ savoir :\n[ce qu'il faut savoir]",
        OWN_WORDS: "Les objectifs étaient :\n{objectives}\n\nCe qui a changé pour moi :\n\n"
        "Ce que je fais autrement :\n\nCe que je veux travailler ensuite :",
    },
    "es": {
        "progress": "Acordamos estos objetivos:\n{objectives}\n\nDesde entonces:\n[lo que ha cambiado]\n\n"
        "Hasta el próximo informe:\n[lo que viene ahora]",
        "closing": "El coaching trató de estos objetivos:\n{objectives}\n\nLo que se ha logrado:\n"
        "[lo que ha cambiado, en sus propias palabras]\n\nA partir de ahora:\n[lo que sigue]",
        "handover": "Acordamos estos objetivos:\n{objectives}\n\nCómo están las cosas:\n[cómo están las cosas]"
        "\n\nConviene saber:\n[lo que conviene saber]",
        OWN_WORDS: "Estos eran los objetivos:\n{objectives}\n\nLo que ha cambiado para mí:\n\n"
        "Lo que hago hoy de otra manera:\n\nEn lo que quiero seguir trabajando:",
    },
}
"""What stands in square brackets is to be written; a proposal in which it is left cannot be sent."""

TO_WRITE = frozenset(re.findall(r"\[[^\]]+\]", str(FRAMES))) | {NO_OBJECTIVE}
