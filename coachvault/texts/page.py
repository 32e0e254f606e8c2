"""What the page on which a client signs says, in four languages.

`{coach}`, `{to_coach}` and `{of_coach}` stand for who asks, as that language puts it in a sentence; what else stands in
braces is filled in on the page. Every language has the same names.
"""

from __future__ import annotations

ROLES: dict[str, dict[str, dict[str, str]]] = {
    "en": {
        "coach": {"coach": "your coach", "Coach": "Your coach", "to_coach": "your coach", "from_coach": "your coach"},
        "mentor": {
            "coach": "your mentor",
            "Coach": "Your mentor",
            "to_coach": "your mentor",
            "from_coach": "your mentor",
        },
    },
    "de": {
        "coach": {"coach": "Ihr Coach", "Coach": "Ihr Coach", "to_coach": "Ihren Coach", "from_coach": "Ihrem Coach"},
        "mentor": {
            "coach": "Ihr Mentor",
            "Coach": "Ihr Mentor",
            "to_coach": "Ihren Mentor",
            "from_coach": "Ihrem Mentor",
        },
    },
    "fr": {
        "coach": {
            "coach": "votre coach",
            "Coach": "Votre coach",
            "to_coach": "votre coach",
            "from_coach": "votre coach",
        },
        "mentor": {
            "coach": "votre mentor",
            "Coach": "Votre mentor",
            "to_coach": "votre mentor",
            "from_coach": "votre mentor",
        },
    },
    "es": {
        "coach": {"coach": "su coach", "Coach": "Su coach", "to_coach": "su coach", "from_coach": "su coach"},
        "mentor": {"coach": "su mentor", "Coach": "Su mentor", "to_coach": "su mentor", "from_coach": "su mentor"},
    },
}

CONSENTS: dict[str, tuple[str, str]] = {
    "en": (
        "I am {name}. ",
        "I have read the text. Exactly what I approved of it may be given to {recipient} for this purpose: {purpose}."
        " It may not be passed on after {expires}.",
    ),
    "de": (
        "Ich bin {name}. ",
        "Ich habe den Text gelesen. Genau das, was ich davon genehmigt habe, darf an {recipient} gegeben werden, zu"
        " diesem Zweck: {purpose}. Nach dem {expires} darf es nicht mehr weitergegeben werden.",
    ),
    "fr": (
        "Je suis {name}. ",
        "J'ai lu le texte. Exactement ce que j'en ai approuvé peut être remis à {recipient} dans ce but : {purpose}."
        " Rien ne peut plus en être transmis après le {expires}.",
    ),
    "es": (
        "Soy {name}. ",
        "He leído el texto. Exactamente lo que he aprobado se puede entregar a {recipient} con esta finalidad:"
        " {purpose}. No se puede entregar después del {expires}.",
    ),
}
"""Who agrees, where the name is known; and the sentence that is signed."""

WRITERS_CONSENTS: dict[str, str] = {
    "en": "I have read the text. Exactly what I approved of it and what I wrote myself may be given to {recipient} for"
    " this purpose: {purpose}. It may not be passed on after {expires}.",
    "de": "Ich habe den Text gelesen. Genau das, was ich davon genehmigt und was ich selbst geschrieben habe, darf an"
    " {recipient} gegeben werden, zu diesem Zweck: {purpose}. Nach dem {expires} darf es nicht mehr weitergegeben"
    " werden.",
    "fr": "J'ai lu le texte. Exactement ce que j'en ai approuvé et ce que j'ai écrit moi-même peut être remis à"
    " {recipient} dans ce but : {purpose}. Rien ne peut plus en être transmis après le {expires}.",
    "es": "He leído el texto. Exactamente lo que he aprobado y lo que he escrito se puede entregar a {recipient} con"
    " esta finalidad: {purpose}. No se puede entregar después del {expires}.",
}
"""The sentence that is signed where the client may write, too."""

SENTENCES: dict[str, dict[str, str]] = {
    "en": {
        "kicker": "Private, for one person",
        "title": "Your text, for your sign-off",
        "preview": "This page has to be opened in a web browser; you are probably looking at a preview. Save the file,"
        " then open it with Chrome, Edge, Firefox or Safari on a computer. If that does not work, tell {to_coach}:"
        " there are other ways, by mail, on paper or together.",
        "too_old": "This browser cannot sign. Please update it, or open the file with a current Chrome, Edge, Firefox"
        " or Safari (17 or newer) on a computer. If that does not work, tell {to_coach}: there are other ways, by"
        " mail, on paper or together.",
        "damaged": "This file was changed or cut on its way. Please ask {to_coach} for it again.",
        "intro": "Nothing on this page is sent anywhere; it works without the internet. Only the code that {coach}"
        " gave you by telephone or message opens it.",
        "code": "Your code",
        "open": "Open",
        "opening": "Opening, one moment …",
        "code_length": "The code has 12 letters and digits; this one has {count}.",
        "code_wrong": "That code does not open this file. Please look at each letter and digit.",
        "from": "From",
        "to": "To",
        "purpose": "Purpose",
        "until": "Last day",
        "how": "Read each paragraph and choose. Only what you approve may be passed on, word for word. You may leave"
        " out anything, and need no reason.",
        "paragraph": "Paragraph {number} of {count}",
        "approve": "Approve",
        "leave_out": "Leave out",
        "how_writing": "You may also write: put a paragraph in your own words, or add something at the end. The text"
        " is yours; {coach} sees what you changed.",
        "own_words": "In my own words",
        "own_label": "Paragraph {number} in your own words",
        "own_label_left": "paragraph {number} in your own words",
        "addition": "What you want to add",
        "addition_hint": "Optional. It follows the last paragraph and is passed on like all the rest.",
        "room": "Characters left: {count}.",
        "too_long": "shorten it by {count}",
        "result": "Your text, as it will be passed on",
        "result_nothing": "(nothing yet)",
        "signature": "Your signature",
        "remark": "A remark for {to_coach}",
        "remark_hint": "Optional. It stays with {from_coach} and is never passed on.",
        "name": "Your full name",
        "sign": "Sign",
        "still_open": "Still open: {what}.",
        "paragraphs_left": "{count} paragraphs to decide",
        "paragraph_left": "one paragraph to decide",
        "name_left": "your name",
        "tick_left": "the tick",
        "ready": "Ready to sign.",
        "all_out": "You leave out everything. If you sign, {coach} learns that nothing may be passed on.",
        "failed": "Signing did not work in this browser. Please try another one, or tell {to_coach}.",
        "signed": "Signed. Two things are left to do",
        "send": "Send it to {to_coach}. Save the file and attach it to your reply, or copy the block into it.",
        "save": "Save sign-off file",
        "copy": "Copy the block",
        "copied": "Copied",
        "copy_by_hand": "The block is marked: copy it with Ctrl+C, or ⌘C.",
        "block": "Sign-off block",
        "words": "Keep these six words. {Coach} will call you and read out what may be passed on, and to whom, and"
        " then the words. If anything differs, say so: then nothing leaves.",
        "my_copy": "Save my own copy",
        "my_copy_hint": "Your copy can be read by anybody: it holds the text that you approved. Keep it in a private"
        " place.",
        "rights": "You can take your agreement back at any time: tell {to_coach}. What has been sent by then cannot be"
        " called back.",
        "foot": "Request {code}. This page holds no trackers and cannot reach the internet.",
        "copy_title": "What I signed",
        "copy_at": "Signed at",
        "copy_words": "Words",
        "copy_text": "The text that I approved",
        "copy_nothing": "(nothing: all of it was left out)",
        "copy_proof": "For whoever wants to verify it",
    },
    "de": {
        "kicker": "Vertraulich, für eine Person",
        "title": "Ihr Text, zu Ihrer Freigabe",
        "preview": "Diese Seite muss in einem Browser geöffnet werden; vermutlich sehen Sie nur eine Vorschau."
        " Speichern"
        " Sie die Datei und öffnen Sie sie an einem Computer mit Chrome, Edge, Firefox oder Safari. Geht das nicht,"
        " sagen Sie es: Es gibt andere Wege, per Mail, auf Papier oder gemeinsam.",
        "too_old": "Dieser Browser kann nicht unterschreiben. Bitte aktualisieren Sie ihn, oder öffnen Sie die Datei an"
        " einem Computer mit einem aktuellen Chrome, Edge, Firefox oder Safari (ab 17). Geht das nicht, sagen Sie es:"
        " Es gibt andere Wege, per Mail, auf Papier oder gemeinsam.",
        "damaged": "Diese Datei wurde unterwegs verändert oder abgeschnitten. Bitte lassen Sie sie sich noch einmal"
        " schicken.",
        "intro": "Von dieser Seite wird nichts verschickt; sie kommt ohne Internet aus. Nur der Code, den {coach} Ihnen"
        " am Telefon oder per Nachricht gegeben hat, öffnet sie.",
        "code": "Ihr Code",
        "open": "Öffnen",
        "opening": "Wird geöffnet, einen Moment …",
        "code_length": "Der Code hat 12 Buchstaben und Ziffern; dieser hat {count}.",
        "code_wrong": "Dieser Code öffnet die Datei nicht. Bitte prüfen Sie jeden Buchstaben und jede Ziffer.",
        "from": "Von",
        "to": "An",
        "purpose": "Zweck",
        "until": "Letzter Tag",
        "how": "Lesen Sie jeden Absatz und wählen Sie. Nur was Sie genehmigen, darf weitergegeben werden, Wort für"
        " Wort."
        " Sie dürfen alles weglassen und brauchen keinen Grund.",
        "paragraph": "Absatz {number} von {count}",
        "approve": "Genehmigen",
        "leave_out": "Weglassen",
        "how_writing": "Sie können auch selbst schreiben: einen Absatz in eigene Worte fassen oder am Ende etwas"
        " hinzufügen. Der Text ist Ihrer; {coach} sieht, was Sie geändert haben.",
        "own_words": "In eigenen Worten",
        "own_label": "Absatz {number} in Ihren Worten",
        "own_label_left": "Absatz {number} in Ihren Worten",
        "addition": "Was Sie hinzufügen möchten",
        "addition_hint": "Freiwillig. Es folgt auf den letzten Absatz und wird weitergegeben wie alles andere.",
        "room": "Noch frei: {count} Zeichen.",
        "too_long": "um {count} Zeichen kürzen",
        "result": "Ihr Text, wie er weitergegeben wird",
        "result_nothing": "(noch nichts)",
        "signature": "Ihre Unterschrift",
        "remark": "Eine Bemerkung für {to_coach}",
        "remark_hint": "Freiwillig. Sie bleibt bei {from_coach} und wird nie weitergegeben.",
        "name": "Ihr voller Name",
        "sign": "Unterschreiben",
        "still_open": "Noch offen: {what}.",
        "paragraphs_left": "{count} Absätze zu entscheiden",
        "paragraph_left": "ein Absatz zu entscheiden",
        "name_left": "Ihr Name",
        "tick_left": "das Häkchen",
        "ready": "Bereit zum Unterschreiben.",
        "all_out": "Sie lassen alles weg. Wenn Sie unterschreiben, erfährt {coach}, dass nichts weitergegeben werden"
        " darf.",
        "failed": "Das Unterschreiben ist in diesem Browser nicht gelungen. Bitte versuchen Sie es mit einem anderen.",
        "signed": "Unterschrieben. Zwei Dinge sind noch zu tun",
        "send": "Schicken Sie es an {to_coach}. Speichern Sie die Datei und hängen Sie sie an Ihre Antwort, oder"
        " kopieren"
        " Sie den Block hinein.",
        "save": "Datei speichern",
        "copy": "Block kopieren",
        "copied": "Kopiert",
        "copy_by_hand": "Der Block ist markiert: Kopieren Sie ihn mit Strg+C oder ⌘C.",
        "block": "Block der Freigabe",
        "words": "Bewahren Sie diese sechs Wörter auf. {Coach} ruft Sie an und liest vor, was an wen weitergegeben"
        " werden"
        " darf, und dann die Wörter. Stimmt etwas nicht, sagen Sie es: Dann geht nichts hinaus.",
        "my_copy": "Meine Kopie speichern",
        "my_copy_hint": "Ihre Kopie ist für jeden lesbar: Sie enthält den Text, den Sie genehmigt haben. Bewahren"
        " Sie sie"
        " vertraulich auf.",
        "rights": "Sie können Ihre Zustimmung jederzeit zurücknehmen; sagen Sie es einfach. Was bis dahin verschickt"
        " ist,"
        " lässt sich nicht zurückholen.",
        "foot": "Anfrage {code}. Diese Seite beobachtet nichts und erreicht das Internet nicht.",
        "copy_title": "Was ich unterschrieben habe",
        "copy_at": "Unterschrieben am",
        "copy_words": "Wörter",
        "copy_text": "Der Text, den ich genehmigt habe",
        "copy_nothing": "(nichts: alles wurde weggelassen)",
        "copy_proof": "Für alle, die es prüfen wollen",
    },
    "fr": {
        "kicker": "Confidentiel, pour une seule personne",
        "title": "Votre texte, pour votre accord",
        "preview": "Cette page doit être ouverte dans un navigateur ; vous voyez sans doute un aperçu. Enregistrez le"
        " fichier, puis ouvrez-le avec Chrome, Edge, Firefox ou Safari sur un ordinateur. Si cela ne marche pas,"
        " dites-le à {to_coach} : il y a d'autres moyens, par mail, sur papier ou ensemble.",
        "too_old": "Ce navigateur ne sait pas signer. Mettez-le à jour, ou ouvrez le fichier avec une version"
        " récente de"
        " Chrome, Edge, Firefox ou Safari (17 ou plus) sur un ordinateur. Si cela ne marche pas, dites-le à"
        " {to_coach} : il y a d'autres moyens, par mail, sur papier ou ensemble.",
        "damaged": "Ce fichier a été modifié ou coupé en chemin. Demandez à {to_coach} de vous le renvoyer.",
        "intro": "Rien de cette page n'est envoyé nulle part ; elle fonctionne sans internet. Seul le code que {coach}"
        " vous a donné par téléphone ou par message l'ouvre.",
        "code": "Votre code",
        "open": "Ouvrir",
        "opening": "Ouverture, un instant …",
        "code_length": "Le code a 12 lettres et chiffres ; celui-ci en a {count}.",
        "code_wrong": "Ce code n'ouvre pas ce fichier. Vérifiez chaque lettre et chaque chiffre.",
        "from": "De",
        "to": "À",
        "purpose": "But",
        "until": "Dernier jour",
        "how": "Lisez chaque paragraphe et choisissez. Seul ce que vous approuvez peut être transmis, mot pour mot."
        " Vous"
        " pouvez tout laisser de côté, sans donner de raison.",
        "paragraph": "Paragraphe {number} sur {count}",
        "approve": "Approuver",
        "leave_out": "Laisser de côté",
        "how_writing": "Vous pouvez aussi écrire : reformuler un paragraphe dans vos propres mots, ou ajouter quelque"
        " chose à la fin. Le texte est le vôtre ; {coach} voit ce que vous avez changé.",
        "own_words": "Dans mes propres mots",
        "own_label": "Paragraphe {number} dans vos propres mots",
        "own_label_left": "le paragraphe {number} dans vos propres mots",
        "addition": "Ce que vous voulez ajouter",
        "addition_hint": "Facultatif. Cela suit le dernier paragraphe et est transmis comme tout le reste.",
        "room": "Caractères restants : {count}.",
        "too_long": "raccourcir de {count}",
        "result": "Votre texte, tel qu'il sera transmis",
        "result_nothing": "(encore rien)",
        "signature": "Votre signature",
        "remark": "Une remarque pour {to_coach}",
        "remark_hint": "Facultatif. Elle reste chez {from_coach} et n'est jamais transmise.",
        "name": "Votre nom complet",
        "sign": "Signer",
        "still_open": "Il reste : {what}.",
        "paragraphs_left": "{count} paragraphes à décider",
        "paragraph_left": "un paragraphe à décider",
        "name_left": "votre nom",
        "tick_left": "la case à cocher",
        "ready": "Prêt à signer.",
        "all_out": "Vous laissez tout de côté. Si vous signez, {coach} apprend que rien ne peut être transmis.",
        "failed": "La signature n'a pas marché dans ce navigateur. Essayez-en un autre, ou dites-le à {to_coach}.",
        "signed": "C'est signé. Il reste deux choses à faire",
        "send": "Envoyez-le à {to_coach}. Enregistrez le fichier et joignez-le à votre réponse, ou copiez-y le bloc.",
        "save": "Enregistrer le fichier",
        "copy": "Copier le bloc",
        "copied": "Copié",
        "copy_by_hand": "Le bloc est sélectionné : copiez-le avec Ctrl+C ou ⌘C.",
        "block": "Bloc de l'accord",
        "words": "Gardez ces six mots. {Coach} vous appellera et lira ce qui peut être transmis, et à qui, puis les"
        " mots."
        " Si quelque chose diffère, dites-le : alors rien ne part.",
        "my_copy": "Enregistrer ma copie",
        "my_copy_hint": "Tout le monde peut lire votre copie : elle contient le texte que vous avez approuvé. Gardez-la"
        " dans un endroit privé.",
        "rights": "Vous pouvez retirer votre accord à tout moment : dites-le à {to_coach}. Ce qui est déjà parti ne"
        " peut"
        " pas être rappelé.",
        "foot": "Demande {code}. Cette page n'observe rien et ne peut pas atteindre internet.",
        "copy_title": "Ce que j'ai signé",
        "copy_at": "Signé le",
        "copy_words": "Mots",
        "copy_text": "Le texte que j'ai approuvé",
        "copy_nothing": "(rien : tout a été laissé de côté)",
        "copy_proof": "Pour qui veut vérifier",
    },
    "es": {
        "kicker": "Confidencial, para una sola persona",
        "title": "Su texto, para su conformidad",
        "preview": "Esta página se tiene que abrir en un navegador; seguramente está viendo una vista previa. Guarde el"
        " archivo y ábralo con Chrome, Edge, Firefox o Safari en un ordenador. Si no funciona, dígaselo a {to_coach}:"
        " hay otras maneras, por correo, en papel o juntos.",
        "too_old": "Este navegador no puede firmar. Actualícelo, o abra el archivo con un Chrome, Edge, Firefox o"
        " Safari"
        " (17 o posterior) actual en un ordenador. Si no funciona, dígaselo a {to_coach}: hay otras maneras, por"
        " correo, en papel o juntos.",
        "damaged": "Este archivo se cambió o se cortó por el camino. Pídaselo otra vez a {to_coach}.",
        "intro": "Nada de esta página se envía a ningún sitio; funciona sin internet. Solo la abre el código que"
        " {coach}"
        " le dio por teléfono o por mensaje.",
        "code": "Su código",
        "open": "Abrir",
        "opening": "Abriendo, un momento …",
        "code_length": "El código tiene 12 letras y cifras; este tiene {count}.",
        "code_wrong": "Ese código no abre este archivo. Mire cada letra y cada cifra.",
        "from": "De",
        "to": "Para",
        "purpose": "Finalidad",
        "until": "Último día",
        "how": "Lea cada párrafo y elija. Solo lo que usted apruebe se puede entregar, palabra por palabra. Puede dejar"
        " fuera lo que quiera, sin dar ninguna razón.",
        "paragraph": "Párrafo {number} de {count}",
        "approve": "Aprobar",
        "leave_out": "Dejar fuera",
        "how_writing": "También puede escribir: poner un párrafo en sus propias palabras o añadir algo al final. El"
        " texto es suyo; {coach} ve lo que ha cambiado.",
        "own_words": "En mis propias palabras",
        "own_label": "Párrafo {number} en sus propias palabras",
        "own_label_left": "el párrafo {number} en sus propias palabras",
        "addition": "Lo que quiere añadir",
        "addition_hint": "Opcional. Sigue al último párrafo y se entrega como todo lo demás.",
        "room": "Caracteres restantes: {count}.",
        "too_long": "acortar en {count}",
        "result": "Su texto, tal como se entregará",
        "result_nothing": "(todavía nada)",
        "signature": "Su firma",
        "remark": "Un comentario para {to_coach}",
        "remark_hint": "Opcional. Se queda con {from_coach} y nunca se entrega.",
        "name": "Su nombre completo",
        "sign": "Firmar",
        "still_open": "Falta: {what}.",
        "paragraphs_left": "{count} párrafos por decidir",
        "paragraph_left": "un párrafo por decidir",
        "name_left": "su nombre",
        "tick_left": "la casilla",
        "ready": "Todo listo para firmar.",
        "all_out": "Deja fuera todo. Si firma, {coach} sabrá que no se puede entregar nada.",
        "failed": "La firma no ha funcionado en este navegador. Pruebe con otro, o dígaselo a {to_coach}.",
        "signed": "Firmado. Faltan dos cosas",
        "send": "Envíelo a {to_coach}. Guarde el archivo y adjúntelo a su respuesta, o copie el bloque en ella.",
        "save": "Guardar el archivo",
        "copy": "Copiar el bloque",
        "copied": "Copiado",
        "copy_by_hand": "El bloque está marcado: cópielo con Ctrl+C o ⌘C.",
        "block": "Bloque de la conformidad",
        "words": "Guarde estas seis palabras. {Coach} le llamará y leerá lo que se puede entregar, y a quién, y después"
        " las palabras. Si algo es distinto, dígalo: entonces no sale nada.",
        "my_copy": "Guardar mi copia",
        "my_copy_hint": "Cualquiera puede leer su copia: contiene el texto que usted aprobó. Guárdela en un lugar"
        " privado.",
        "rights": "Puede retirar su conformidad en cualquier momento: dígaselo a {to_coach}. Lo que ya se envió no se"
        " puede recuperar.",
        "foot": "Solicitud {code}. Esta página no observa nada y no puede llegar a internet.",
        "copy_title": "Lo que he firmado",
        "copy_at": "Firmado el",
        "copy_words": "Palabras",
        "copy_text": "El texto que he aprobado",
        "copy_nothing": "(nada: se dejó fuera todo)",
        "copy_proof": "Para quien quiera comprobarlo",
    },
}
