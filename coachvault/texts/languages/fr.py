"""French: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

from __future__ import annotations

from coachvault.texts.languages.companion_shapes import CompanionTexts, GradeTexts, RecipientTexts, WorkNames
from coachvault.texts.languages.copy_shapes import ActionStatusNames, CopyLabels, CopyTexts, NoteKindNames, WayNames
from coachvault.texts.languages.custodian_shapes import (
    CustodianTexts,
    ExecutorLetterTexts,
    ExecutorPageTexts,
    FactTexts,
    RecordPageTexts,
    SealedPageTexts,
    SheetTexts,
)
from coachvault.texts.languages.page_shapes import ConsentTexts, PageRole, PageRoles, PageSentences, PageTexts
from coachvault.texts.languages.shapes import (
    AgreementTexts,
    AnewTexts,
    AttendanceTexts,
    ByRole,
    Counted,
    DateTexts,
    DisclosureRecipients,
    DisclosureTexts,
    EarlierRequestTexts,
    EndTexts,
    ErasureTexts,
    FarewellTexts,
    FrameTexts,
    KeptTexts,
    Language,
    MailTexts,
    MeasureNames,
    MeasureTexts,
    MessageTexts,
    PaperTexts,
    PurposeTexts,
    ReasonTexts,
    RequestTexts,
    RightsTexts,
    StandInTexts,
)
from coachvault.texts.languages.typography import typeset

_TEXTS = Language(
    code="fr",
    dates=DateTexts(
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        day="{day} {month} {year}",
        first="1er",
    ),
    label="{name} : {value}",
    request=RequestTexts(
        approve="J'approuve",
        greeting="Bonjour {name},",
        hello="Bonjour,",
        asks=("Voici un texte que je souhaite transmettre. Il ne part que si vous consentez à ces mots exactement."),
        recipient="À",
        purpose="Finalité",
        expires="Transmission possible jusqu'au",
        exactly=(
            "Merci de l'écrire telle quelle. Si quelque chose doit changer, dites-moi plutôt quoi, et j'envoie un"
            " nouveau texte."
        ),
        rights=(
            "Dire non est tout à fait possible. Vous pouvez aussi retirer votre consentement à tout moment ; ce qui est"
            " déjà transmis ne peut plus être repris."
        ),
    ),
    mail=MailTexts(
        subject="Votre consentement, s'il vous plaît",
        answer=(
            "Si vous êtes d'accord, répondez à ce message, effacez de votre réponse tout ce qui le répète et"
            " écrivez cette ligne, seule :"
        ),
        once_more="Merci de répondre encore une fois avec cette ligne seule et d'effacer tout le reste : {line}",
        in_plain_text=(
            "Merci de répondre encore une fois en texte brut, sans mise en forme, avec cette ligne seule : {line}"
        ),
        delete_below="Merci d'effacer tout ce qui se trouve sous votre ligne et de la renvoyer : {line}",
    ),
    anew=AnewTexts(
        scan="Merci d'envoyer encore une fois le formulaire signé, en PDF ou en photo de 20 Mo au plus.",
        form="Merci de signer le formulaire que je vous renvoie : celui que j'ai reçu va avec un autre texte.",
        page=(
            "Merci de joindre à un message le fichier que la page propose d'enregistrer après la signature,"
            " ou de signer encore une fois sur la page."
        ),
        signature=(
            "Merci de signer la feuille que je vous renvoie, telle quelle et avec la clé que je connais, et"
            " de m'envoyer le fichier de signature."
        ),
    ),
    earlier=EarlierRequestTexts(
        approve="J'approuve",
        subject="Votre accord, s'il vous plaît",
        hello="Bonjour,",
        greeting="Bonjour {name},",
        asks=(
            "Voici un texte que je souhaite transmettre. Il ne part que si vous êtes d'accord avec ces mots exactement."
        ),
        recipient="À",
        purpose="But",
        expires="Dernier jour",
        answer=("Si vous êtes d'accord, répondez à ce message en écrivant cette ligne, seule, tout en haut :"),
        answer_message="Si vous êtes d'accord, répondez avec cette ligne, seule :",
        exactly=(
            "Merci de l'écrire telle quelle. Si quelque chose doit changer, dites-moi plutôt quoi, et j'envoie"
            " un nouveau texte."
        ),
        rights=(
            "Dire non est tout à fait possible. Vous pouvez aussi retirer votre accord à tout moment ; ce qui"
            " est déjà parti ne peut pas être rappelé."
        ),
        paper=PaperTexts(
            title="Accord pour transmettre un texte",
            text="Le texte :",
            fingerprint="Empreinte de ce texte",
            compare=(
                "Ces mots appartiennent à ce texte, ce destinataire, ce but et ce jour. Un autre texte a d'autres mots."
            ),
            consent=(
                "Je suis {name}. J'ai lu le texte ci-dessus. Il peut être remis à {recipient} dans ce but : {purpose}."
                " Il ne peut plus être transmis après le {expires}."
            ),
            signature="Signature",
            printed_name="Nom en capitales",
            place_and_date="Lieu et date",
        ),
    ),
    message=MessageTexts(
        answer="Si vous êtes d'accord, répondez avec cette ligne, seule :",
    ),
    paper=PaperTexts(
        title="Consentement à la transmission d'un texte",
        text="Le texte :",
        fingerprint="Mots de contrôle de ce texte",
        compare=(
            "Ces six mots de contrôle, en anglais, appartiennent à ce texte, ce destinataire, cette finalité et ce"
            " jour. Un autre texte a d'autres mots de contrôle."
        ),
        consent=(
            "Je m'appelle {name}. J'ai lu le texte ci-dessus. Je consens à ce que ce texte, et lui seul, soit transmis"
            " à : {recipient}. Finalité : {purpose}. Mon consentement vaut jusqu'au {expires} ; ensuite, plus rien ne"
            " peut être transmis."
        ),
        signature="Signature",
        printed_name="Nom en capitales",
        place_and_date="Lieu et date",
    ),
    page=PageTexts(
        roles=PageRoles(
            coach=PageRole(
                coach="votre coach",
                at_start="Votre coach",
                to_coach="votre coach",
                from_coach="votre coach",
            ),
            mentor=PageRole(
                coach="votre mentor",
                at_start="Votre mentor",
                to_coach="votre mentor",
                from_coach="votre mentor",
            ),
        ),
        consent=ConsentTexts(
            name="Je m'appelle {name}.",
            sentence=(
                "J'ai lu le texte. Je consens à ce que le texte que j'ai approuvé, et lui seul, soit transmis à :"
                " {recipient}. Finalité : {purpose}. Mon consentement vaut jusqu'au {expires} ; ensuite, plus rien ne"
                " peut être transmis."
            ),
            with_own_words=(
                "J'ai lu le texte. Je consens à ce que le texte que j'ai approuvé et ce que j'ai écrit moi-même, et"
                " rien d'autre, soient transmis à : {recipient}. Finalité : {purpose}. Mon consentement vaut jusqu'au"
                " {expires} ; ensuite, plus rien ne peut être transmis."
            ),
            whole=(
                "J'ai lu le texte. Je consens à ce que ce texte, et lui seul, soit transmis à : {recipient}. Finalité :"
                " {purpose}. Mon consentement vaut jusqu'au {expires} ; ensuite, plus rien ne peut être transmis."
            ),
        ),
        sentences=PageSentences(
            kicker="Confidentiel, pour une seule personne",
            title="Votre texte, à signer",
            preview=(
                "Cette page doit être ouverte dans un navigateur ; vous voyez sans doute un aperçu. Enregistrez le"
                " fichier, puis ouvrez-le avec Chrome, Edge, Firefox ou Safari sur un ordinateur. Si cela ne fonctionne"
                " pas, dites-le à {to_coach} : il y a d'autres moyens, par e-mail, sur papier ou ensemble."
            ),
            too_old=(
                "Ce navigateur ne sait pas signer. Mettez-le à jour, ou ouvrez le fichier avec une version récente de"
                " Chrome, Edge, Firefox ou Safari (17 ou plus) sur un ordinateur. Si cela ne fonctionne pas, dites-le à"
                " {to_coach} : il y a d'autres moyens, par e-mail, sur papier ou ensemble."
            ),
            damaged="Ce fichier a été modifié ou coupé en chemin. Demandez à {to_coach} de vous le renvoyer.",
            intro=(
                "Rien de cette page n'est envoyé nulle part ; elle fonctionne sans internet. Seul le code que {coach}"
                " vous a donné par téléphone ou par message l'ouvre."
            ),
            code="Votre code",
            open="Ouvrir",
            opening="Ouverture, un instant…",
            code_length="Le code a 12 lettres et chiffres ; celui-ci en a {count}.",
            code_wrong="Ce code n'ouvre pas ce fichier. Vérifiez chaque lettre et chaque chiffre.",
            sender="De",
            to="À",
            purpose="Finalité",
            until="Transmission possible jusqu'au",
            label="{name} : {value}",
            how=(
                "Lisez chaque paragraphe et choisissez. Seul ce que vous approuvez peut être transmis, mot pour mot."
                " Vous pouvez retirer ce que vous voulez, sans donner de raison."
            ),
            paragraph="Paragraphe {number} sur {count}",
            approve="Approuver",
            leave_out="Retirer",
            how_writing=(
                "Vous pouvez aussi écrire : reformuler un paragraphe avec vos propres mots, ou ajouter quelque chose à"
                " la fin. Le texte est le vôtre ; {coach} voit ce que vous avez changé."
            ),
            own_words="Avec mes propres mots",
            own_label="Paragraphe {number} avec vos propres mots",
            own_label_left="le paragraphe {number} avec vos propres mots",
            addition="Ce que vous voulez ajouter",
            addition_hint="Facultatif. Cela suit le dernier paragraphe et est transmis comme tout le reste.",
            room="Caractères restants : {count}.",
            too_long="raccourcir de {count} caractères",
            too_long_one="raccourcir d'un caractère",
            result="Votre texte, tel qu'il sera transmis",
            result_nothing="(encore rien)",
            signature="Votre signature",
            remark="Une remarque pour {to_coach}",
            remark_hint="Facultatif. Elle reste chez {from_coach} et n'est jamais transmise.",
            name="Votre nom complet",
            sign="Signer",
            still_open="Il reste : {what}.",
            paragraphs_left="{count} paragraphes sans décision",
            paragraph_left="un paragraphe sans décision",
            name_left="votre nom",
            tick_left="la case à cocher",
            ready="Vous pouvez signer.",
            all_out="Vous retirez tout. Si vous signez, {coach} apprend que rien ne peut être transmis.",
            failed="La signature n'a pas fonctionné dans ce navigateur. Essayez-en un autre, ou dites-le à {to_coach}.",
            signed="C'est signé. Il reste deux choses à faire",
            send=(
                "Envoyez-le à {to_coach}. Enregistrez le fichier et joignez-le à votre réponse, ou copiez-y le texte."
            ),
            save="Enregistrer le fichier",
            copy="Copier comme texte",
            copied="Copié",
            copy_by_hand="Le texte est sélectionné : copiez-le avec Ctrl+C ou ⌘C.",
            block="Votre signature sous forme de texte",
            words=(
                "Gardez ces six mots de contrôle, en anglais. {Coach} vous appellera et lira ce qui peut être transmis,"
                " et à qui, puis les mots de contrôle. Si quelque chose diffère, dites-le : alors rien ne part."
            ),
            my_copy="Enregistrer ma copie",
            my_copy_hint=(
                "Toute personne qui ouvre votre copie peut la lire : elle contient le texte que vous avez approuvé."
                " Gardez-la dans un endroit privé."
            ),
            rights=(
                "Vous pouvez retirer votre consentement à tout moment : dites-le à {to_coach}. Ce qui est déjà transmis"
                " ne peut plus être repris."
            ),
            foot="Demande {code}. Cette page ne contient aucun traceur et ne peut pas atteindre internet.",
            copy_title="Ce que j'ai signé",
            copy_at="Signé le",
            copy_words="Mots de contrôle",
            copy_text="Le texte que j'ai approuvé",
            copy_nothing="(rien : tout a été retiré)",
            copy_proof="Pour qui veut vérifier",
        ),
    ),
    companion=CompanionTexts(
        title="À propos du texte dans {file}",
        released="Transmis le",
        purpose="Finalité",
        recipient="Destinataire",
        sender="De",
        until="Transmission possible jusqu'au",
        release="Numéro",
        agreed_by="Consentement",
        field="{name} : {value}",
        one_person="1 personne, par écrit",
        people="{count} personnes, par écrit",
        grades=GradeTexts(
            message="une capture d'écran d'un message qui cite le code ; le coach s'en porte garant",
            email="un e-mail qui cite le code ; rien ne prouve qui l'a envoyé",
            room="signé sur l'appareil du coach",
            paper="une feuille signée qui montre les mots de contrôle du texte ; conservée numérisée",
            page="signé dans son propre navigateur et comparé par téléphone",
            key="signé avec une clé connue auparavant",
        ),
        signed_as="{grade} ; signé au nom de {name}",
        with_key="{grade} ; la clé {key}",
        key_given_up="{said} ; cette clé a été abandonnée depuis, et le coach dit que le texte a été signé avant",
        works=WorkNames(coach="coaching", mentor="mentorat"),
        exactly=(
            "Il a été consenti par écrit à la transmission de ce texte, au caractère près, à ce seul destinataire et"
            " pour cette seule finalité. Merci de ne pas le transmettre plus loin. Le consentement peut être retiré à"
            " tout moment."
        ),
        no_name=(
            "Un nom ne figure ici que s'il a servi à signer. Qui a répondu par e-mail, sur papier ou par message est"
            " connu du coach, qui conserve la réponse et s'en porte garant ; aucun programme ne peut le vérifier."
        ),
        digest="Pour votre service informatique : SHA-256 {digest}",
        how=(
            "Pour vérifier que le fichier est bien le texte auquel il a été consenti, ouvrez un terminal dans le"
            " dossier des deux fichiers et copiez-y cette ligne :"
        ),
        says_ok=(
            "La réponse est OK, ou l'équivalent dans la langue de l'ordinateur. Sous macOS, écrivez shasum -a 256 au"
            " lieu de sha256sum."
        ),
        by_hand=(
            "Pour vérifier la signature du consentement {number} avec {tool}, copiez ces lignes. Elles reconstituent ce"
            " qui a été signé, avec votre copie du texte ; la signature ne convient que si c'est bien le texte auquel"
            " il a été consenti :"
        ),
        says="La réponse est : {said}",
        in_one_step="CoachVault vérifie tout cela en une étape, sans qu'un coffre soit nécessaire :",
        explained=(
            "Sa documentation (verify-a-release, en anglais) explique ce que cela prouve et ce que seul le coach peut"
            " dire. La dernière ligne est pour les programmes."
        ),
    ),
    recipient=RecipientTexts(
        withdrawn="""\
{today}

À : {recipient}

Vous avez reçu un texte de ma part. Date : {days}. Finalité : {purpose}.
Le consentement à sa transmission a été retiré aujourd'hui. Merci de ne plus utiliser ce texte, de ne pas le
transmettre et d'en effacer toutes les copies. Merci de le dire aussi à qui l'a reçu de vous.

Pour votre service informatique : le SHA-256 du texte est
{digests}.

Merci de le confirmer par écrit.
""",
        answer="""\
À : {recipient}

Merci pour votre question. Ce qui est dit en séance est confidentiel. Je vous conseille d'interroger directement la
personne : la plupart ont plus à raconter, et le racontent mieux, qu'un rapport de ma part.

Si vous préférez quelques lignes par écrit, je les prépare avec la personne concernée. Elles ne partent que telles
qu'elle les a approuvées, mot pour mot ; cela prend quelques jours, et il se peut que rien ne soit envoyé. Je peux
confirmer à tout moment ce que nous avons convenu à trois au début.
""",
    ),
    copy=CopyTexts(
        labels=CopyLabels(
            by="pour le",
            status="état",
            code="nom de code",
            name="nom",
            email="e-mail",
            phone="téléphone",
            address="adresse",
            private_channel="canal privé",
            emergency_contact="contact d'urgence",
            language="langue",
            remark="remarque",
            keys="clés",
            road="comment vous signez",
            born="date de naissance",
            begun="du",
            until="au",
            kept_until="conservé jusqu'au",
            paid_by="payé par",
            kind="type",
            tags="mots-clés",
            next_session="prochaine séance",
            sessions="séances",
            hours="heures",
            notes="notes",
            objectives="objectifs",
            sponsor_may_receive="le commanditaire peut recevoir",
            reports="rapports",
            reports_when="quand un rapport est prévu",
            attendance="information sur les dates",
            limits="limites",
            in_coaching_log="dans le relevé d'heures",
            executor_may_reach="la personne qui prend le relais peut vous joindre",
            notice="information",
            signed="signé",
            scan="SHA-256 du document numérisé",
            minutes="minutes",
            to="à",
            purpose="finalité",
            last_day="transmission possible jusqu'au",
            asked="demandé",
            left_as_it_was="laissé tel quel malgré un avertissement",
            other_answered="quelqu'un d'autre a répondu",
            compared="comparé par téléphone",
            passed_on="transmis",
            taken_back="retiré",
            your_answer="votre réponse",
            signed_as="signé au nom de",
            vouched_for="garant",
            approved="paragraphes que vous avez approuvés",
            wrote="ce que vous avez écrit",
            remarks="vos remarques",
            accepted="accepté quand même, parce que",
            original="la réponse elle-même est conservée",
            danger="danger",
            evidence="éléments",
            advice="conseil",
            name_needed_because="nom nécessaire, parce que",
            letter_delayed_because="lettre différée, parce que",
            letter_due="lettre à envoyer le",
            client_told="ce qui vous a été dit",
            passages="passages",
            said_at="dit le",
            reason_for_client="motif qui vous est donné",
            on="le",
            letter_written="lettre écrite pour vous le",
            digest="SHA-256",
            what="quoi",
            why="pourquoi",
            ground="sur la base de",
        ),
        kinds=NoteKindNames(
            session="séance",
            chemistry="premier entretien",
            supervision="supervision",
            reflection="réflexion",
            admin="organisation",
        ),
        ways=WayNames(
            message="message",
            email="e-mail",
            room="en présence",
            paper="papier",
            page="page",
            key="clé",
        ),
        you="Vous",
        work="Notre travail",
        ratings="Vos évaluations",
        actions="Ce que vous vouliez faire",
        statuses=ActionStatusNames(open="ouvert", done="fait", dropped="abandonné"),
        notes="Notes sur le travail",
        texts="Textes proposés ou transmis",
        disclosures="Transmis sans votre consentement",
        register="Ce que dit le registre, mot pour mot et en anglais",
        wording="{title}, version {number}",
        agreed="{id}, ce qui a été convenu",
        proposed="{id} tel que proposé le {day}, version {version}",
        yes="oui",
        hours="{paid} payées, {pro_bono} bénévoles",
        destroyed="détruites le {day}",
        no_end="aucune date de fin",
        not_signed="pas signé en l'état",
        signed_scan="{day}, document numérisé, le coach s'en porte garant",
        signed_word="{day}, le coach s'en porte garant",
        asked_you="{day}, {way} : vous",
        asked_at="{day}, {way} : vous, {address}",
        asked_other="{day}, {way} : une autre personne concernée",
        nothing="aucun",
        passed_on="{day}, texte avec SHA-256 {digest}",
        at_time="{day}, {time}",
        spoken="{when}, de vive voix",
        written="{when}, par écrit",
        left_out="(laissé de côté : cela nomme quelqu'un d'autre)",
        title="Ce qui est conservé à votre sujet : {name}",
        everything=("Voici toute la partie de ces dossiers qui porte sur vous, avec chaque version de chaque note."),
        not_everything=(
            "Voici ce qui est conservé à votre sujet dans ces dossiers, avec chaque version de chaque note. Une"
            " partie est laissée de côté : elle concerne aussi d'autres personnes, ou il existe un autre motif légal."
        ),
        names_left_out="Les noms d'autres personnes sont laissés de côté dans les lignes du registre.",
        elsewhere="Notes et textes sur d'autres personnes où vous figurez, ou un mot de votre nom : {count}.",
        not_searched="Notes scellées sur d'autres personnes où votre nom n'a pas été cherché : {count}.",
        correct="Si quelque chose est inexact, dites-le : votre rectification y est ajoutée.",
        how_long=(
            "Là où notre travail est terminé, cette copie dit jusqu'à quand les notes sont conservées. Le reste est"
            " conservé tant que nous travaillons ensemble, puis aussi longtemps que le prévoient mes règles de"
            " conservation ; demandez-les-moi."
        ),
        rights=(
            "Vous pouvez me demander une autre copie, une rectification ou un effacement, et retirer un consentement"
            " à tout moment. Vous pouvez aussi saisir l'autorité de contrôle (en France, la CNIL) et la justice."
        ),
        handed_over=(
            "Notes sur notre travail, {id}, du {begun} au {ended}. Elles n'étaient destinées qu'à mes yeux ; elles"
            " sont maintenant à vous."
        ),
    ),
    sealed_page=SealedPageTexts(
        own_name="Français",
        instead=(
            "Cette page demande un navigateur avec JavaScript, sur un ordinateur : Edge, Chrome, Firefox ou Safari."
            " Elle fonctionne sans internet."
        ),
        cannot_open=(
            "Ce navigateur ne peut pas ouvrir la page. Essayez-en un autre, sur un ordinateur : Edge, Chrome, Firefox"
            " ou Safari."
        ),
        damaged="Ce fichier est endommagé. Demandez-le à nouveau, ou cherchez-en une autre copie.",
        open="Ouvrir",
        opening="Ouverture…",
        stays="Ce que vous tapez reste sur cet ordinateur. La page n'est reliée à rien.",
        print_page="Imprimer cette page",
    ),
    record_page=RecordPageTexts(
        title="Une copie pour vous",
        intro=(
            "Vous avez demandé une copie des données conservées à votre sujet. Seul le code qui vous a été indiqué"
            " l'ouvre."
        ),
        code="Votre code",
        code_length="Le code a 12 lettres et chiffres ; celui-ci en a {count}.",
        code_wrong="Ce code n'ouvre pas cette page. Vérifiez encore une fois chaque lettre et chaque chiffre.",
        foot="Fait le {day}.",
    ),
    custodians=CustodianTexts(
        sheet=SheetTexts(
            executor="Pour la personne qui prend le relais",
            reader="Pour une personne qui lit avec d'autres",
            vault="Coffre {vault}",
            words_of="Mots du {day}",
            print_it="Imprimez cette page, puis effacez le fichier : quiconque a les mots peut s'en servir.",
            square=(
                "Les mêmes mots, un par ligne, pour un lecteur qui tape comme un clavier. L'appareil photo d'un"
                " téléphone peut garder ce qu'il voit."
            ),
            square_title="Les mots, un par ligne",
            executor_opens=(
                "Avec ces 24 mots anglais, vous pouvez accomplir les devoirs de la personne qui vous a remis cette"
                " feuille : prévenir les personnes accompagnées et détruire ce qui est arrivé à échéance. Les mots"
                " ouvrent des noms, des coordonnées et des dates, mais aucune note."
            ),
            executor_needs=(
                "Il vous faut cette feuille et une copie des dossiers : l'ordinateur portable ou une sauvegarde. À côté"
                " d'une sauvegarde se trouve le fichier READ-ME-FIRST.txt ; commencez par lui. Il conduit à une page"
                " qui s'ouvre avec ces mots dans n'importe quel navigateur."
            ),
            executor_keeps=("Conservez la feuille là où personne d'autre ne la lit, et pas à côté de la sauvegarde."),
            reader_opens=(
                "Avec ces 24 mots anglais et ceux des autres personnes, vous pouvez ouvrir ensemble des notes scellées"
                " : pour un motif sérieux, qui est consigné. Vos mots seuls n'ouvrent rien."
            ),
            reader_needs=(
                "Il vous faut une copie des dossiers et autant de personnes que convenu. Ensuite, quelqu'un tape ceci"
                " sur un ordinateur qui a le programme CoachVault : coachvault custodian open E1"
            ),
            reader_keeps=(
                "Conservez la feuille là où personne d'autre ne la lit, et pas à côté de celle d'une autre personne."
            ),
            once_a_year="Une fois par an, essayez les mots ensemble, sur l'ordinateur du coach : {command}",
        ),
        read_me="""\
À LIRE EN PREMIER

Les fichiers à côté de celui-ci contiennent des dossiers confidentiels sur des personnes. Qui les tenait vous a
demandé de prendre le relais. Pour la première étape, il ne faut ni connaissances techniques ni programme. Vous ne
pouvez rien abîmer en regardant.

1. Prenez la feuille avec les 24 mots anglais numérotés qui vous a été remise. Sans elle, rien ne s'ouvre.
2. Ouvrez le fichier executor.html par un double clic. Il s'ouvre dans le navigateur (Edge, Chrome, Firefox,
   Safari). Faites-le sur un ordinateur, pas sur un téléphone. Une connexion à internet n'est pas nécessaire.
3. Tapez les 24 mots dans le champ, séparés par des espaces. Appuyez ensuite sur « Ouvrir ».
4. Vous voyez qui appeler, les numéros de téléphone, la date de la prochaine séance et un message à lire au
   téléphone ou à copier. Commencez par le haut. Vous pouvez imprimer la page ; gardez le papier sous clé.
5. Dites à ces personnes, et à personne d'autre, que les séances ne peuvent pas avoir lieu. Vous ne lisez aucune
   note ; la page n'en contient pas.

Plus tard, pas aujourd'hui : la page indique qui aide pour l'ordinateur. Certains dossiers doivent être détruits à
une date précise. Il faut pour cela le programme CoachVault (gratuit, en anglais), un ordinateur avec Python et vos
mots. La personne qui vous aide l'installe et tape ceci dans ce dossier ; un menu numéroté vous guide ensuite :
   coachvault --vault {vault} executor

Si vous n'avez pas la feuille, ou si les mots n'ouvrent pas la page : gardez les fichiers, et appelez la personne
qui vous a été indiquée pour vous aider, ou une autre qui doit aussi prendre le relais. N'envoyez les fichiers ou
les mots à personne, et ne tapez les mots sur aucun site web.
""",
        page=ExecutorPageTexts(
            title="Pour la personne qui prend le relais",
            intro=(
                "On vous a remis une feuille avec 24 mots anglais numérotés. Tapez-les ici l'un après l'autre, séparés"
                " par des espaces. Les majuscules ne comptent pas, et les quatre premières lettres de chaque mot"
                " suffisent."
            ),
            words="Les 24 mots",
            count="Mots tapés : {count} sur 24",
            not_a_word="Le mot {number}, « {word} », n'est pas dans la liste. Comparez-le avec la feuille.",
            how_many="Mots tapés : {count}. La feuille en a 24.",
            not_together=(
                "Tous ces mots sont dans la liste, mais ensemble ils n'ouvrent pas cette page. L'un d'eux est-il à une"
                " autre place, ou la feuille est-elle pour autre chose ?"
            ),
            first="Voici les personnes à prévenir. Liste établie le {day}.",
            first_of="Voici les personnes à prévenir. Liste établie le {day}. Cabinet : {practice}.",
            call_each=(
                "Appelez chaque personne ci-dessous ou écrivez-lui, en commençant par le haut. Vous pouvez lire le"
                " message au téléphone ou le copier."
            ),
            say_only="Dites que les séances ne peuvent pas avoir lieu, et rien sur quelqu'un d'autre.",
            not_today="Aujourd'hui, vous n'avez rien à lire, à trier ou à effacer.",
            whom="Qui prévenir",
            nobody="Il n'y a personne à prévenir : aucun accompagnement n'est en cours.",
            copy="Copier le message",
            copied="Copié.",
            marked="Sélectionné : appuyez sur Ctrl+C (ou Cmd+C).",
            good_to_know="Bon à savoir",
            later="Plus tard",
            finished=(
                "Terminés et scellés : {count}. Ces dossiers doivent être détruits à des dates précises. Il faut pour"
                " cela le programme CoachVault et quelqu'un qui aide : coachvault executor"
            ),
            due="Arrivés à échéance quand cette page a été faite : {count}.",
            foot="Fait avec CoachVault le {day}. La page ne contient aucune note.",
        ),
        letter=ExecutorLetterTexts(
            title="Lettre",
            letter="""\
À la personne qui prend le relais

Cabinet : {practice}
Archive faite le {made} : {archive}
Six mots de contrôle de son journal, en anglais : {words}

De quoi il s'agit
L'archive contient les dossiers confidentiels d'un cabinet de coaching, chiffrés. Avec les 24 mots de votre feuille,
vous voyez qui joindre et ce qui est arrivé à échéance, et vous pouvez le détruire. Vous ne pouvez pas lire les notes,
et vous n'avez pas à le faire.

La première semaine
1. Lisez READ-ME-FIRST.txt à côté de l'archive, et ouvrez executor.html avec vos mots. Appelez les personnes qui y
   figurent.
2. Mettez l'ordinateur portable et les disques de sauvegarde en lieu sûr. Ne réinitialisez, ne vendez et ne donnez
   rien.
3. Appelez qui figure plus bas sous « Qui appeler » : assurance, organisation professionnelle, supervision.
4. Ne dites à personne qui sont les personnes accompagnées. Si un tribunal, la police ou un proche demande des notes,
   dites que vous ne pouvez pas les ouvrir, notez qui a demandé et quand, et appelez la supervision ou un avocat.
5. Comparez les six mots ci-dessus avec ceux que montre cette commande. Ils sont les mêmes si rien n'a été modifié ;
   dès que quelque chose y a été détruit, ils sont différents, et le certificat le dit :
      coachvault practice verify {file}

Plus tard
Le fichier d'agenda {calendar} à côté de cette lettre indique quand quelque chose arrive à échéance ; il ne nomme
personne, et tout agenda l'accepte. Ce jour-là : coachvault --vault {file} executor
Ce qui est bloqué ne doit pas être détruit, et vous ne pouvez pas lever un blocage. Si vous ne savez pas quoi faire,
ne faites rien, et demandez.

Ce qu'il faut savoir
{know}
""",
            no_name="(sans nom)",
            no_know="Rien n'a été noté.",
            not_reached="À ne pas joindre",
            agreed_on="{code}, convenu le {day}",
        ),
        facts=FactTexts(
            line="{name} : {value}",
            laptop="Ordinateur portable",
            backups="Sauvegardes",
            helper="Qui aide pour l'ordinateur",
            call="Qui appeler",
            others="Qui d'autre doit prendre le relais",
            executor="prend le relais",
            reader="lit avec d'autres",
            remark="Remarque",
            client="Nom de code : {code}",
            telephone="Téléphone",
            next_session="Prochaine séance",
            at_time="{day} à {time}",
            not_known="date inconnue",
            private_channel="Canal privé",
            mail="E-mail",
            mail_of_others="E-mail (d'autres peuvent le lire)",
            address="Adresse",
            emergency="En cas d'urgence",
            language="Langue",
            not_reached="à ne pas joindre ; convenu le {day}",
        ),
    ),
    measures=MeasureTexts(
        names=MeasureNames(
            mindset="État d'esprit",
            morale="Moral",
            confidence="Confiance",
            commitment="Engagement",
            ability="Compétence",
        ),
        once="{name} : {last} (échelle jusqu'à {highest} ; {until}).",
        over_time="{name} : de {first} à {last} (échelle jusqu'à {highest} ; du {since} au {until}).",
        quoted="Avec mes mots : « {words} »",
    ),
    frames=FrameTexts(
        progress=(
            "Nous étions convenus de ces objectifs :\n{objectives}\n\n"
            "Depuis :\n[ce qui a changé]\n\n"
            "D'ici au prochain rapport :\n[ce qui vient ensuite]"
        ),
        closing=(
            "Le coaching portait sur ces objectifs :\n{objectives}\n\n"
            "Ce qui a été atteint :\n[ce qui a changé, avec ses propres mots]\n\n"
            "Et maintenant :\n[ce qui continue]"
        ),
        handover=(
            "Nous étions convenus de ces objectifs :\n{objectives}\n\n"
            "Où en sont les choses :\n[où en sont les choses]\n\n"
            "À savoir :\n[ce qu'il faut savoir]"
        ),
        own_words=(
            "Les objectifs étaient :\n{objectives}\n\n"
            "Ce qui a changé pour moi :\n\n"
            "Ce que je fais autrement :\n\n"
            "Ce que je veux travailler ensuite :"
        ),
    ),
    purposes=PurposeTexts(
        progress="rapport d'étape",
        closing="rapport final",
        handover="transmission",
        own_words="rapport avec mes propres mots",
    ),
    reasons=ReasonTexts(
        usual="les délais de prescription et les exigences des assureurs, de six à sept ans",
        own="elle figure dans mes règles de conservation, et je vous l'explique volontiers",
    ),
    rights=RightsTexts(
        yours=(
            "Vous pouvez me demander une copie des données que je conserve à votre sujet, leur rectification ou leur"
            " effacement, et retirer un consentement à tout moment. Vous pouvez aussi saisir l'autorité de contrôle (en"
            " France, la CNIL) et la justice."
        ),
        theirs=(
            "{client} peut demander une copie de ces données, leur rectification ou leur effacement, retirer un"
            " consentement à tout moment, saisir l'autorité de contrôle (en France, la CNIL) et la justice."
        ),
    ),
    agreement=AgreementTexts(
        title=ByRole(coach="Convention de coaching", mentor="Convention de mentorat"),
        client="Personne accompagnée",
        sponsor="Commanditaire",
        coach=ByRole(coach="Coach", mentor="Mentorat"),
        whoever=ByRole(coach="la personne qui accompagne", mentor="la personne qui accompagne"),
        objectives="Objectifs",
        open="à convenir lors de la première séance",
        receives="Le commanditaire peut recevoir",
        nothing="rien",
        only_signed=(
            "Chaque texte ne part qu'après le consentement à ce texte précis. Consentement donné par : {client}."
        ),
        attendance="{sponsor} peut connaître les dates et le nombre des séances.",
        no_attendance="{sponsor} ne connaît ni les dates ni le nombre des séances.",
        limits="Limites de la confidentialité",
        usual_limits=(
            "Ce qui est dit reste confidentiel, sauf danger grave pour une personne ou décision d'un tribunal."
        ),
        log=(
            "{client} consent à ce que son nom, ses coordonnées, la période et les heures figurent dans un relevé"
            " d'heures que l'organisme d'accréditation peut consulter."
        ),
        no_log=(
            "{client} ne consent pas à figurer dans un relevé d'heures que l'organisme d'accréditation peut consulter."
        ),
        executor=(
            "Si {coach} ne peut pas continuer, une personne désignée apprend le nom, les coordonnées, le contact"
            " d'urgence et la prochaine séance, afin de prévenir, et ne peut lire aucune note. Cela concerne :"
            " {client}."
        ),
        no_executor=(
            "Si {coach} ne peut pas continuer, personne ne doit contacter {client} : les listes et lettres destinées à"
            " une personne désignée montrent un nom de code au lieu du nom et des coordonnées. Techniquement, les mots"
            " d'accès secrets confiés à cette personne pourraient tout de même ouvrir la liste des noms."
        ),
        notice="Protection des données",
        usual_notice=(
            "Les notes et les coordonnées servent uniquement à ce travail ; {coach} les conserve, chiffrées, sur son"
            " propre ordinateur. Après la fin du travail, elles restent aussi longtemps que le prévoient les règles de"
            " conservation, que l'on peut consulter à tout moment ; leur destruction est ensuite à l'ordre du jour."
            " {rights}"
        ),
        signature="Date et signature",
    ),
    attendance=AttendanceTexts(held="Séances tenues : {count}"),
    kept=KeptTexts(
        until=(
            "Elles sont conservées jusqu'au {until}. À partir de ce jour, elles sont à détruire ; si quelque chose s'y"
            " oppose, un litige par exemple, elles sont conservées plus longtemps, et le motif est consigné."
        ),
        for_ever="Elles sont conservées sans limite de durée.",
    ),
    end=EndTexts(
        letter=(
            "Bonjour {name},\n\n"
            "Notre travail commun a pris fin le {ended}. Merci de la confiance que vous m'avez accordée.\n\n"
            "Mes notes à ce sujet sont désormais scellées : je ne les lis que s'il existe un motif sérieux, et chaque"
            " lecture est consignée. {kept} La raison de cette conservation : {because}.\n\n"
            "Elles restent aussi confidentielles qu'avant. Si vous souhaitez une copie des données que je conserve à"
            " votre sujet, ou leur effacement anticipé, n'hésitez pas à m'écrire.\n\n"
            "Je vous souhaite une très bonne continuation.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Bonjour {name},\n\n"
            "Le {asked}, vous m'avez demandé d'effacer les données que je conserve à votre sujet. Le {done}, j'ai"
            " effacé :\n{erased}\n\n"
            "Ceci reste, et pourquoi :\n{stays}\n\n"
            "Où ces données peuvent encore se trouver :\n{copies}\n\n"
            "Si vous n'êtes pas d'accord avec ce qui reste, dites-le-moi. Vous pouvez aussi saisir l'autorité de"
            " contrôle (en France, la CNIL) et la justice.\n\n"
            "Merci de la confiance que vous m'avez accordée.\n\n"
            "{coach}\n"
        ),
        erased_notes="- mes notes sur notre travail, du {first} au {last} : {count}",
        erased_releases="- des textes rédigés ou soumis qui ne sont jamais partis : {count}",
        erased_contacts="- vos coordonnées dans ma liste d'adresses",
        kept_releases=Counted(
            one="- un texte dont vous aviez approuvé la transmission, avec votre consentement comme preuve",
            many="- {count} textes dont vous aviez approuvé la transmission, avec votre consentement comme preuve",
        ),
        kept_as_party=Counted(
            one="- un texte sur d'autres personnes qui vous a été soumis, avec votre réponse : il relève d'elles",
            many="- {count} textes sur d'autres personnes qui vous ont été soumis, avec vos réponses : ils relèvent"
            " d'elles",
        ),
        kept_disclosures=Counted(
            one="- une trace de ce que j'ai dû transmettre sans votre consentement, et pourquoi",
            many="- {count} traces de ce que j'ai dû transmettre sans votre consentement, et pourquoi",
        ),
        kept_mentions=Counted(
            one="- votre nom, ou une partie de celui-ci, figure aussi dans une note sur d'autres personnes",
            many="- votre nom, ou une partie de celui-ci, figure aussi dans {count} notes sur d'autres personnes",
        ),
        kept_hours=(
            "- les dates et durées de nos séances, sous un nom de code et sans votre nom : elles prouvent mon"
            " expérience"
        ),
        kept_register="- mon registre de ce qui est parti, à qui et pourquoi, et de cet effacement",
        kept_address="- dans ce registre : l'adresse à laquelle une demande est partie",
        kept_ground=(
            "- dans ce registre : le destinataire et le motif d'une transmission faite sans votre consentement, et"
            " les éléments sur lesquels elle reposait"
        ),
        copies_clean="- À ma connaissance, aucune sauvegarde ni autre copie ne les contient plus.",
        copies_left=Counted(
            one="- Une copie les contient encore. Je vais la nettoyer ou la détruire.",
            many="- {count} copies les contiennent encore. Je vais les nettoyer ou les détruire.",
        ),
        files_left=Counted(
            one="- Un fichier lisible, par exemple une lettre ou un formulaire, se trouve encore sur mon ordinateur. Je"
            " vais l'effacer à la main.",
            many="- {count} fichiers lisibles, par exemple des lettres et des formulaires, se trouvent encore sur mon"
            " ordinateur. Je vais les effacer à la main.",
        ),
        by_hand="- Les impressions, et les e-mails dans une messagerie, sont à effacer à la main.",
    ),
    farewell=FarewellTexts(
        letter=(
            "Bonjour {name},\n\n"
            "{ends} Merci de la confiance que vous m'avez accordée.\n\n"
            "Mes notes sur notre travail sont scellées. {kept} La raison de cette conservation : {because}. Elles"
            " restent aussi confidentielles qu'avant. {knows}\n\n"
            "Si vous souhaitez une copie des données que je conserve à votre sujet, ou leur effacement anticipé,"
            " merci de m'écrire dès maintenant : je suis la seule personne à pouvoir le faire. {later}\n\n"
            "Je vous souhaite une très bonne continuation.\n\n"
            "{coach}\n"
        ),
        ends=ByRole(
            coach="Je mets fin à mon activité de coach.",
            mentor="Je mets fin à mon activité de mentorat.",
        ),
        knows=(
            "La personne qui me remplacera apprendra votre nom, vos coordonnées, votre contact d'urgence et la"
            " prochaine séance, et ne pourra lire aucune note."
        ),
        barred=(
            "Comme convenu le {since}, la personne qui me remplacera verra un nom de code au lieu de votre nom et de"
            " vos coordonnées, et ne devra pas vous contacter. Techniquement, les mots d'accès secrets confiés à cette"
            " personne pourraient tout de même ouvrir la liste des noms ; ils n'ouvrent aucune note."
        ),
        executor_later=(
            "Plus tard, c'est {executor} qui me remplacera et détruira les notes une fois le délai de conservation"
            " écoulé : pas avant, et sans pouvoir les lire ni les copier."
        ),
        somebody="une personne de confiance",
        nobody_later="Personne n'a encore été désigné pour vous répondre à ma place.",
        readers_later=(
            "Pour un motif grave, {quorum} personnes de confiance peuvent ouvrir les notes, uniquement ensemble ; le"
            " motif est consigné."
        ),
    ),
    disclosure=DisclosureTexts(
        letter=(
            "Bonjour {name},\n\n"
            "Il y a une chose que vous devez apprendre de moi et de personne d'autre.\n\n"
            "Ce que vous me dites reste entre nous, sauf dans deux cas : un danger grave pour une personne, ou la"
            " décision d'un tribunal. Le {day}, l'un des deux s'est présenté. J'ai transmis ce qui suit, et rien"
            " d'autre (destinataire : {recipient}) :\n\n"
            "{text}\n\n"
            "Pourquoi je l'ai fait : {reason}\n\n"
            "C'est consigné dans mon registre. {rights} Vous pouvez enfin vous adresser à mon organisation"
            " professionnelle.\n\n"
            "Si vous souhaitez en parler, je suis là pour vous.\n\n"
            "{coach}\n"
        ),
        danger="J'avais des raisons sérieuses de penser que quelqu'un était en grave danger.",
        court="Un tribunal l'a ordonné.",
        recipients=DisclosureRecipients(
            agreed="la personne dont nous étions convenus",
            hr="la personne convenue dans votre organisation",
            body="mon organisation professionnelle",
            government="une autorité publique",
            emergency="un service de secours",
            court="un tribunal",
        ),
    ),
    stand_in=StandInTexts(
        message=(
            "Bonjour {name}. Je m'appelle {writer}. Je vous écris car {coach} ne peut pas honorer vos prochains"
            " rendez-vous et me l'a demandé. Ce que vous lui avez confié reste confidentiel : je ne peux pas le lire."
            " Dites-moi comment vous joindre si vous souhaitez de l'aide pour trouver quelqu'un d'autre."
        ),
        coach=ByRole(coach="votre coach", mentor="votre mentor"),
        writer="__________",
    ),
)

FRENCH = typeset(_TEXTS, french=True)
