"""Letters from the coach to a client, in four languages: at the end of the work, and after a request to erase."""

from __future__ import annotations

END_LETTER: dict[str, str] = {
    "en": (
        "Dear {name},\n\nour work together ended on {ended}. My notes about it are sealed now: I read them only for"
        " a reason, and each reading is recorded. I keep them until {until}, because of this: {because}. Then they"
        " are destroyed, and I can show you a certificate.\n\nUntil then they stay as confidential as they were. If"
        " you would like a copy of what I hold about you, or would like it erased earlier, please write to me.\n\n"
        "{coach}\n"
    ),
    "de": (
        "Guten Tag {name},\n\nunsere Zusammenarbeit hat am {ended} geendet. Meine Notizen dazu sind jetzt"
        " versiegelt: Ich lese sie nur aus einem Grund, und jedes Lesen wird festgehalten. Ich bewahre sie bis"
        " {until} auf, und zwar deshalb: {because}. Danach werden sie vernichtet; auf Wunsch zeige ich Ihnen eine"
        " Bescheinigung.\n\nBis dahin bleiben sie so vertraulich wie bisher. Wenn Sie eine Kopie dessen wünschen, was"
        " ich über Sie habe, oder es früher gelöscht haben möchten, schreiben Sie mir bitte.\n\n{coach}\n"
    ),
    "fr": (
        "Bonjour {name},\n\nnotre travail commun a pris fin le {ended}. Mes notes à ce sujet sont désormais scellées"
        " : je ne les lis que pour une raison, et chaque lecture est consignée. Je les conserve jusqu'à cette date :"
        " {until}, pour cette raison : {because}. Ensuite elles sont détruites, et je peux vous montrer un certificat."
        "\n\nJusque-là, elles restent aussi confidentielles qu'avant. Si vous souhaitez une copie de ce que je"
        " détiens à votre sujet, ou un effacement anticipé, écrivez-moi.\n\n{coach}\n"
    ),
    "es": (
        "Hola {name}:\n\nnuestro trabajo en común terminó el {ended}. Mis notas están ahora selladas: solo las leo"
        " por un motivo, y cada lectura queda registrada. Las conservo hasta esta fecha: {until}, por este motivo:"
        " {because}. Después se destruyen, y puedo mostrarle un certificado.\n\nHasta entonces siguen siendo tan"
        " confidenciales como antes. Si desea una copia de lo que tengo sobre usted, o que se borre antes, escríbame."
        "\n\n{coach}\n"
    ),
}

ERASE_LETTER: dict[str, str] = {
    "en": (
        "Dear {name},\n\nyou asked me on {asked} to erase what I hold about you. On {done} I erased:\n{erased}\n\n"
        "This stays, and why:\n{stays}\n\nCopies of my records:\n{copies}\n\nIf you do not agree with what stays,"
        " you can complain to the data-protection authority where you live.\n\n{coach}\n"
    ),
    "de": (
        "Guten Tag {name},\n\nSie haben mich am {asked} gebeten, zu löschen, was ich über Sie habe. Am {done} habe"
        " ich gelöscht:\n{erased}\n\nDas bleibt, und warum:\n{stays}\n\nKopien meiner Aufzeichnungen:\n{copies}\n\n"
        "Wenn Sie mit dem, was bleibt, nicht einverstanden sind, können Sie sich bei der Datenschutzbehörde Ihres"
        " Wohnorts beschweren.\n\n{coach}\n"
    ),
    "fr": (
        "Bonjour {name},\n\nvous m'avez demandé le {asked} d'effacer ce que je détiens à votre sujet. Le {done},"
        " j'ai effacé :\n{erased}\n\nCeci reste, et pourquoi :\n{stays}\n\nCopies de mes documents :\n{copies}\n\nSi"
        " vous n'êtes pas d'accord avec ce qui reste, vous pouvez saisir l'autorité de protection des données de"
        " votre lieu de résidence.\n\n{coach}\n"
    ),
    "es": (
        "Hola {name}:\n\nusted me pidió el {asked} que borrara lo que tengo sobre usted. El {done} borré:\n{erased}"
        "\n\nEsto queda, y por qué:\n{stays}\n\nCopias de mis registros:\n{copies}\n\nSi no está de acuerdo con lo"
        " que queda, puede reclamar ante la autoridad de protección de datos de su lugar de residencia.\n\n{coach}\n"
    ),
}

FOR_EVER: dict[str, str] = {
    "en": "further notice",
    "de": "auf Weiteres",
    "fr": "sans limite",
    "es": "sin límite",
}

ERASED: dict[str, dict[str, str]] = {
    "en": {
        "notes": "- my notes about our work from {first} to {last}: {count}",
        "releases": "- texts that were drafted or asked about and never left: {count}",
        "contacts": "- your name, addresses and numbers",
    },
    "de": {
        "notes": "- meine Notizen zu unserer Arbeit vom {first} bis {last}: {count}",
        "releases": "- Texte, die entworfen oder angefragt wurden und nie hinausgingen: {count}",
        "contacts": "- Ihren Namen, Ihre Anschriften und Nummern",
    },
    "fr": {
        "notes": "- mes notes sur notre travail du {first} au {last} : {count}",
        "releases": "- des textes rédigés ou soumis qui ne sont jamais partis : {count}",
        "contacts": "- votre nom, vos adresses et vos numéros",
    },
    "es": {
        "notes": "- mis notas sobre nuestro trabajo del {first} al {last}: {count}",
        "releases": "- textos redactados o consultados que nunca salieron: {count}",
        "contacts": "- su nombre, sus direcciones y sus números",
    },
}
STAYS: dict[str, dict[str, str]] = {
    "en": {
        "releases": "- {count} texts that you agreed to and that were handed over, with your agreement: they prove it",
        "disclosures": "- {count} records of what I had to disclose without your agreement, and why",
        "hours": "- dates and length of our sessions, without a name: they stand behind my credential",
        "register": "- my register of what left, to whom and on what ground, and of this erasing",
    },
    "de": {
        "releases": "- {count} Texte, denen Sie zugestimmt haben und die weitergegeben wurden, als Beleg dafür",
        "disclosures": "- {count} Aufzeichnungen dessen, was ich ohne Ihr Einverständnis mitteilen musste, und warum",
        "hours": "- Daten und Dauer unserer Sitzungen, ohne Namen: Sie belegen meine Zertifizierung",
        "register": "- mein Verzeichnis dessen, was an wen und warum hinausging, und dieser Löschung",
    },
    "fr": {
        "releases": "- {count} textes que vous avez acceptés et qui ont été remis, comme preuve de votre accord",
        "disclosures": "- {count} traces de ce que j'ai dû communiquer sans votre accord, et pourquoi",
        "hours": "- les dates et durées de nos séances, sans nom : elles fondent mon accréditation",
        "register": "- mon registre de ce qui est parti, à qui et pourquoi, et de cet effacement",
    },
    "es": {
        "releases": "- {count} textos que usted aceptó y que se entregaron, como prueba de su acuerdo",
        "disclosures": "- {count} constancias de lo que tuve que comunicar sin su acuerdo, y por qué",
        "hours": "- fechas y duración de nuestras sesiones, sin nombre: respaldan mi acreditación",
        "register": "- mi registro de lo que salió, a quién y por qué, y de este borrado",
    },
}
COPIES: dict[str, dict[str, str]] = {
    "en": {"clean": "all that I know of are clean", "left": "{count} still hold it; I clean or destroy them"},
    "de": {"clean": "alle, die ich kenne, sind bereinigt", "left": "{count} enthalten es noch; ich bereinige sie"},
    "fr": {"clean": "toutes celles que je connais sont nettoyées", "left": "{count} les contiennent encore"},
    "es": {"clean": "todas las que conozco están limpias", "left": "{count} aún los contienen; las limpiaré"},
}
