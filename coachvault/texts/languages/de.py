"""German: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

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
    code="de",
    dates=DateTexts(
        months=(
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        day="{day}. {month} {year}",
        first="1",
    ),
    label="{name}: {value}",
    request=RequestTexts(
        approve="Ich willige ein",
        greeting="Guten Tag, {name},",
        hello="Guten Tag,",
        asks=(
            "Sie finden unten einen Text, den ich weitergeben möchte. Er geht nur hinaus, wenn Sie in genau diesen"
            " Wortlaut einwilligen."
        ),
        recipient="An",
        purpose="Zweck",
        expires="Weitergabe bis",
        exactly=(
            "Bitte schreiben Sie sie genau so. Soll etwas anders sein, sagen Sie mir stattdessen, was; dann schicke ich"
            " einen neuen Text."
        ),
        rights=(
            "Ein Nein ist in Ordnung. Sie können Ihre Einwilligung auch jederzeit zurücknehmen; was bis dahin"
            " weitergegeben ist, lässt sich nicht zurückholen."
        ),
    ),
    mail=MailTexts(
        subject="Ihre Einwilligung, bitte",
        answer=(
            "Wenn Sie zustimmen, antworten Sie bitte auf diese Mail, löschen Sie in Ihrer Antwort alles, was"
            " sie wiederholt, und schreiben Sie allein diese Zeile:"
        ),
        once_more="Bitte antworten Sie noch einmal mit dieser Zeile allein und löschen Sie alles andere: {line}",
        in_plain_text=(
            "Bitte antworten Sie noch einmal als reiner Text, ohne Formatierung, mit dieser Zeile allein: {line}"
        ),
        delete_below="Bitte löschen Sie alles unter Ihrer Zeile und schicken Sie sie noch einmal: {line}",
    ),
    anew=AnewTexts(
        scan="Bitte schicken Sie das unterschriebene Formular noch einmal, als PDF oder als Foto mit höchstens 20 MB.",
        form=(
            "Bitte unterschreiben Sie das Formular, das ich noch einmal schicke: Das zurückgekommene gehört"
            " zu einem anderen Text."
        ),
        page=(
            "Bitte hängen Sie an eine Mail die Datei, die die Seite nach dem Unterschreiben zum Speichern"
            " anbietet, oder unterschreiben Sie noch einmal auf der Seite."
        ),
        signature=(
            "Bitte signieren Sie das Blatt, das ich noch einmal schicke, genau wie es ist und mit dem"
            " Schlüssel, den ich kenne, und schicken Sie mir die Signaturdatei."
        ),
    ),
    earlier=EarlierRequestTexts(
        approve="Ich genehmige",
        subject="Ihre Zustimmung, bitte",
        hello="Guten Tag,",
        greeting="Guten Tag, {name},",
        asks=(
            "unten steht ein Text, den ich weitergeben möchte. Er geht nur hinaus, wenn Sie genau diesem"
            " Wortlaut zustimmen."
        ),
        recipient="An",
        purpose="Zweck",
        expires="Letzter Tag",
        answer=(
            "Wenn Sie zustimmen, antworten Sie bitte auf diese Mail und schreiben Sie ganz oben, für sich"
            " allein, diese Zeile:"
        ),
        answer_message="Wenn Sie zustimmen, antworten Sie bitte mit dieser Zeile, für sich allein:",
        exactly=(
            "Bitte schreiben Sie sie genau so. Soll etwas anders sein, sagen Sie mir stattdessen, was; dann"
            " schicke ich einen neuen Text."
        ),
        rights=(
            "Ein Nein ist in Ordnung. Sie können Ihre Zustimmung auch jederzeit zurücknehmen; was bis dahin"
            " verschickt ist, lässt sich nicht zurückholen."
        ),
        paper=PaperTexts(
            title="Zustimmung zur Weitergabe eines Textes",
            text="Der Text:",
            fingerprint="Fingerabdruck dieses Textes",
            compare=(
                "Diese Wörter gehören zu diesem Text, Empfänger, Zweck und Tag. Ein anderer Text hat andere Wörter."
            ),
            consent=(
                "Ich bin {name}. Ich habe den Text oben gelesen. Er darf an {recipient} gegeben werden, zu diesem"
                " Zweck: {purpose}. Nach dem {expires} darf er nicht mehr weitergegeben werden."
            ),
            signature="Unterschrift",
            printed_name="Name in Druckschrift",
            place_and_date="Ort und Datum",
        ),
    ),
    message=MessageTexts(
        answer="Wenn Sie zustimmen, antworten Sie bitte mit dieser Zeile, für sich allein:",
    ),
    paper=PaperTexts(
        title="Einwilligung in die Weitergabe eines Textes",
        text="Der Text:",
        fingerprint="Prüfwörter dieses Textes",
        compare=(
            "Die sechs englischen Prüfwörter gehören zu diesem Text, Empfänger, Zweck und Tag. Ein anderer Text hat"
            " andere Prüfwörter."
        ),
        consent=(
            "Ich bin {name}. Ich habe den Text oben gelesen. Ich willige ein, dass genau dieser Text weitergegeben"
            " wird. Empfänger: {recipient}. Zweck: {purpose}. Die Einwilligung gilt bis {expires}; danach darf nichts"
            " mehr weitergegeben werden."
        ),
        signature="Unterschrift",
        printed_name="Name in Druckschrift",
        place_and_date="Ort und Datum",
    ),
    page=PageTexts(
        roles=PageRoles(
            coach=PageRole(
                coach="Ihr Coach",
                at_start="Ihr Coach",
                to_coach="Ihren Coach",
                from_coach="Ihrem Coach",
            ),
            mentor=PageRole(
                coach="Ihr Mentor",
                at_start="Ihr Mentor",
                to_coach="Ihren Mentor",
                from_coach="Ihrem Mentor",
            ),
        ),
        consent=ConsentTexts(
            name="Ich bin {name}.",
            sentence=(
                "Ich habe den Text gelesen. Ich willige ein, dass genau der von mir freigegebene Text weitergegeben"
                " wird. Empfänger: {recipient}. Zweck: {purpose}. Die Einwilligung gilt bis {expires}; danach darf"
                " nichts mehr weitergegeben werden."
            ),
            with_own_words=(
                "Ich habe den Text gelesen. Ich willige ein, dass genau der von mir freigegebene Text weitergegeben"
                " wird und das, was ich selbst geschrieben habe. Empfänger: {recipient}. Zweck: {purpose}. Die"
                " Einwilligung gilt bis {expires}; danach darf nichts mehr weitergegeben werden."
            ),
            whole=(
                "Ich habe den Text gelesen. Ich willige ein, dass genau dieser Text weitergegeben wird. Empfänger:"
                " {recipient}. Zweck: {purpose}. Die Einwilligung gilt bis {expires}; danach darf nichts mehr"
                " weitergegeben werden."
            ),
        ),
        sentences=PageSentences(
            kicker="Vertraulich, für eine Person",
            title="Ihr Text, zu Ihrer Freigabe",
            preview=(
                "Diese Seite muss in einem Browser geöffnet werden; vermutlich sehen Sie nur eine Vorschau. Speichern"
                " Sie die Datei und öffnen Sie sie an einem Computer mit Chrome, Edge, Firefox oder Safari. Wenn das"
                " nicht geht, sagen Sie es bitte: Es gibt andere Wege, per E-Mail, auf Papier oder gemeinsam."
            ),
            too_old=(
                "Dieser Browser kann nicht unterschreiben. Bitte aktualisieren Sie ihn, oder öffnen Sie die Datei an"
                " einem Computer mit einem aktuellen Chrome, Edge, Firefox oder Safari (ab 17). Wenn das nicht geht,"
                " sagen Sie es bitte: Es gibt andere Wege, per E-Mail, auf Papier oder gemeinsam."
            ),
            damaged=(
                "Diese Datei wurde unterwegs verändert oder abgeschnitten. Bitte lassen Sie sie sich noch einmal"
                " schicken."
            ),
            intro=(
                "Von dieser Seite wird nichts verschickt; sie kommt ohne Internet aus. Nur der Code, den {coach} Ihnen"
                " am Telefon oder per Nachricht gegeben hat, öffnet sie."
            ),
            code="Ihr Code",
            open="Öffnen",
            opening="Wird geöffnet, einen Moment …",
            code_length="Der Code hat 12 Buchstaben und Ziffern; dieser hat {count}.",
            code_wrong="Dieser Code öffnet die Datei nicht. Bitte prüfen Sie jeden Buchstaben und jede Ziffer.",
            sender="Von",
            to="An",
            purpose="Zweck",
            until="Weitergabe bis",
            label="{name}: {value}",
            how=(
                "Lesen Sie jeden Absatz und wählen Sie. Nur was Sie freigeben, darf weitergegeben werden, Wort für"
                " Wort. Sie dürfen weglassen, was Sie möchten, und brauchen keinen Grund."
            ),
            paragraph="Absatz {number} von {count}",
            approve="Freigeben",
            leave_out="Weglassen",
            how_writing=(
                "Sie können auch selbst schreiben: einen Absatz in eigene Worte fassen oder am Ende etwas hinzufügen."
                " Der Text ist Ihrer; {coach} sieht, was Sie geändert haben."
            ),
            own_words="In eigenen Worten",
            own_label="Absatz {number} in Ihren Worten",
            own_label_left="Absatz {number} in Ihren Worten",
            addition="Was Sie hinzufügen möchten",
            addition_hint="Freiwillig. Es folgt auf den letzten Absatz und wird weitergegeben wie alles andere.",
            room="Noch frei: {count} Zeichen.",
            too_long="um {count} Zeichen kürzen",
            too_long_one="um ein Zeichen kürzen",
            result="Ihr Text, wie er weitergegeben wird",
            result_nothing="(noch nichts)",
            signature="Ihre Unterschrift",
            remark="Eine Bemerkung für {to_coach}",
            remark_hint="Freiwillig. Sie bleibt bei {from_coach} und wird nie weitergegeben.",
            name="Ihr voller Name",
            sign="Unterschreiben",
            still_open="Noch offen: {what}.",
            paragraphs_left="{count} Absätze ohne Entscheidung",
            paragraph_left="ein Absatz ohne Entscheidung",
            name_left="Ihr Name",
            tick_left="das Häkchen",
            ready="Sie können jetzt unterschreiben.",
            all_out=(
                "Sie lassen alles weg. Wenn Sie unterschreiben, erfährt {coach}, dass nichts weitergegeben werden darf."
            ),
            failed=(
                "Das Unterschreiben ist in diesem Browser nicht gelungen. Bitte versuchen Sie es mit einem anderen,"
                " oder wenden Sie sich an {to_coach}."
            ),
            signed="Unterschrieben. Zwei Dinge sind noch zu tun",
            send=(
                "Schicken Sie es an {to_coach}. Speichern Sie die Datei und hängen Sie sie an Ihre Antwort, oder"
                " kopieren Sie den Text hinein."
            ),
            save="Datei speichern",
            copy="Als Text kopieren",
            copied="Kopiert",
            copy_by_hand="Der Text ist markiert: Kopieren Sie ihn mit Strg+C oder ⌘C.",
            block="Ihre Freigabe als Text",
            words=(
                "Bewahren Sie diese sechs englischen Prüfwörter auf. {Coach} ruft Sie an und liest vor, was an wen"
                " weitergegeben werden darf, und dann die Prüfwörter. Stimmt etwas nicht, sagen Sie es: Dann geht"
                " nichts hinaus."
            ),
            my_copy="Meine Kopie speichern",
            my_copy_hint=(
                "Wer Ihre Kopie öffnet, kann sie lesen: Sie enthält den Text, den Sie freigegeben haben. Bewahren Sie"
                " sie vertraulich auf."
            ),
            rights=(
                "Sie können Ihre Einwilligung jederzeit zurücknehmen; sagen Sie es einfach. Was bis dahin weitergegeben"
                " ist, lässt sich nicht zurückholen."
            ),
            foot="Anfrage {code}. Diese Seite enthält nichts, was Sie beobachtet, und erreicht das Internet nicht.",
            copy_title="Was ich unterschrieben habe",
            copy_at="Unterschrieben am",
            copy_words="Prüfwörter",
            copy_text="Der Text, den ich freigegeben habe",
            copy_nothing="(nichts: alles wurde weggelassen)",
            copy_proof="Für alle, die es prüfen wollen",
        ),
    ),
    companion=CompanionTexts(
        title="Zum Text in {file}",
        released="Weitergegeben am",
        purpose="Zweck",
        recipient="Empfänger",
        sender="Von",
        until="Weitergabe bis",
        release="Freigabe",
        agreed_by="Eingewilligt",
        field="{name}: {value}",
        one_person="1 Person, schriftlich",
        people="{count} Personen, schriftlich",
        grades=GradeTexts(
            message="ein Bildschirmfoto einer Nachricht, die den Code nennt; dafür steht der Coach ein",
            email="eine E-Mail, die den Code nennt; wer sie abgeschickt hat, ist nicht bewiesen",
            room="auf dem Gerät des Coachs unterschrieben",
            paper="ein unterschriebenes Blatt, das die Prüfwörter des Textes zeigt; als Scan aufbewahrt",
            page="im eigenen Browser unterschrieben und am Telefon verglichen",
            key="mit einem Schlüssel unterschrieben, der vorher bekannt war",
        ),
        signed_as="{grade}; unterschrieben als {name}",
        with_key="{grade}; der Schlüssel {key}",
        key_given_up="{said}; der Schlüssel wurde seither aufgegeben, und der Coach sagt, dass vorher signiert wurde",
        works=WorkNames(coach="Coaching", mentor="Mentoring"),
        exactly=(
            "In die Weitergabe dieses Textes wurde schriftlich eingewilligt: Zeichen für Zeichen, nur an diesen"
            " Empfänger und nur zu diesem Zweck. Bitte geben Sie ihn nicht weiter. Die Einwilligung kann jederzeit"
            " widerrufen werden."
        ),
        no_name=(
            "Ein Name steht hier nur, wo damit unterschrieben wurde. Wer per E-Mail, auf Papier oder mit einer"
            " Nachricht geantwortet hat, ist dem Coach bekannt; der Coach bewahrt die Antwort auf und steht dafür ein."
            " Kein Programm kann das prüfen."
        ),
        digest="Für Ihre IT-Abteilung: SHA-256 {digest}",
        how=(
            "Um zu prüfen, ob die Datei der Text ist, in dessen Weitergabe eingewilligt wurde, öffnen Sie ein Terminal"
            " in dem Ordner mit beiden Dateien und kopieren Sie diese Zeile hinein:"
        ),
        says_ok=(
            "Die Antwort ist OK oder das Gleiche in der Sprache des Computers. Unter macOS schreiben Sie shasum -a 256"
            " statt sha256sum."
        ),
        by_hand=(
            "Um die Unterschrift der Einwilligung {number} mit {tool} zu prüfen, kopieren Sie diese Zeilen. Sie setzen"
            " zusammen, was unterschrieben wurde, mit Ihrer Kopie des Textes darin; die Unterschrift passt nur, wenn"
            " das der Text ist, in dessen Weitergabe eingewilligt wurde:"
        ),
        says="Die Antwort ist: {said}",
        in_one_step="CoachVault prüft das alles in einem Schritt und braucht dafür keinen Tresor:",
        explained=(
            "Die Dokumentation (verify-a-release, auf Englisch) erklärt, was das beweist und was nur der Coach sagen"
            " kann. Die letzte Zeile ist für Programme."
        ),
    ),
    recipient=RecipientTexts(
        withdrawn="""\
{today}

An {recipient}

Sie haben von mir einen Text erhalten. Datum: {days}. Zweck: {purpose}.
Die Einwilligung in seine Weitergabe wurde heute widerrufen. Bitte verwenden Sie den Text nicht mehr, geben Sie ihn
nicht weiter und löschen Sie jede Kopie, die Sie haben. Bitte sagen Sie das auch allen, die ihn von Ihnen bekommen
haben.

Für Ihre IT-Abteilung: Der SHA-256-Wert des Textes ist
{digests}.

Bitte bestätigen Sie das schriftlich.
""",
        answer="""\
An {recipient}

Danke für Ihre Nachfrage. Was in den Sitzungen gesagt wird, ist vertraulich. Ich empfehle Ihnen, die Person selbst zu
fragen: Die meisten haben mehr zu erzählen, und erzählen es besser, als es ein Bericht von mir könnte.

Wenn Sie lieber einige Zeilen schriftlich hätten, bereite ich sie gemeinsam mit der Person vor, um die es geht. Sie
gehen nur so hinaus, wie diese Person sie Wort für Wort freigegeben hat; das dauert einige Tage, und es kann sein,
dass nichts geschickt wird. Was wir zu dritt am Anfang vereinbart haben, kann ich jederzeit bestätigen.
""",
    ),
    copy=CopyTexts(
        labels=CopyLabels(
            by="bis",
            status="Stand",
            code="Kürzel",
            name="Name",
            email="E-Mail",
            phone="Telefon",
            address="Adresse",
            private_channel="privater Weg",
            emergency_contact="Kontakt im Notfall",
            language="Sprache",
            remark="Anmerkung",
            keys="Schlüssel",
            road="wie Sie unterschreiben",
            born="geboren",
            begun="von",
            until="bis",
            kept_until="aufbewahrt bis",
            paid_by="bezahlt von",
            kind="Art",
            tags="Stichwörter",
            next_session="nächster Termin",
            sessions="Sitzungen",
            hours="Stunden",
            notes="Notizen",
            objectives="Ziele",
            sponsor_may_receive="das auftraggebende Unternehmen darf erhalten",
            reports="Berichte",
            reports_when="wann berichtet wird",
            attendance="Auskunft über Termine",
            limits="Grenzen",
            in_coaching_log="im Stundennachweis",
            executor_may_reach="wer einspringt, darf Sie erreichen",
            notice="Hinweis",
            signed="unterschrieben",
            scan="SHA-256 des Scans",
            minutes="Minuten",
            to="an",
            purpose="Zweck",
            last_day="Weitergabe bis",
            asked="gefragt",
            left_as_it_was="trotz Warnung so gelassen",
            other_answered="jemand anders hat geantwortet",
            compared="am Telefon verglichen",
            passed_on="weitergegeben",
            taken_back="zurückgenommen",
            your_answer="Ihre Antwort",
            signed_as="unterschrieben als",
            vouched_for="dafür steht ein",
            approved="Absätze, die Sie freigegeben haben",
            wrote="was Sie geschrieben haben",
            remarks="Ihre Anmerkungen",
            accepted="dennoch angenommen, weil",
            original="die Antwort selbst ist aufbewahrt",
            danger="Gefahr",
            evidence="Belege",
            advice="Beratung",
            name_needed_because="Name nötig, weil",
            letter_delayed_because="Brief aufgeschoben, weil",
            letter_due="Brief fällig",
            client_told="was Ihnen gesagt wurde",
            passages="Textstellen",
            said_at="gesagt am",
            reason_for_client="Grund, der Ihnen genannt wird",
            on="am",
            letter_written="Brief an Sie geschrieben am",
            digest="SHA-256",
            what="was",
            why="warum",
            ground="auf der Grundlage von",
        ),
        kinds=NoteKindNames(
            session="Sitzung",
            chemistry="Kennenlerngespräch",
            supervision="Supervision",
            reflection="Reflexion",
            admin="Organisatorisches",
        ),
        ways=WayNames(
            message="Nachricht",
            email="E-Mail",
            room="im Raum",
            paper="Papier",
            page="Seite",
            key="Schlüssel",
        ),
        you="Zu Ihrer Person",
        work="Unsere Zusammenarbeit",
        ratings="Ihre Einschätzungen",
        actions="Was Sie sich vorgenommen haben",
        statuses=ActionStatusNames(open="offen", done="getan", dropped="fallen gelassen"),
        notes="Notizen",
        texts="Texte, die vorgeschlagen oder weitergegeben wurden",
        disclosures="Ohne Ihre Einwilligung mitgeteilt",
        register="Was im Register steht, wörtlich und auf Englisch",
        wording="{title}, Fassung {number}",
        agreed="{id}, was vereinbart wurde",
        proposed="{id}, wie vorgeschlagen am {day}, Fassung {version}",
        yes="ja",
        hours="{paid} bezahlt, {pro_bono} unentgeltlich",
        destroyed="vernichtet am {day}",
        no_end="kein festes Ende",
        not_signed="so nicht unterschrieben",
        signed_scan="{day}, Scan, der Coach steht dafür ein",
        signed_word="{day}, der Coach steht dafür ein",
        asked_you="{day}, {way}: Sie",
        asked_at="{day}, {way}: Sie, {address}",
        asked_other="{day}, {way}: jemand anders, den es betrifft",
        nothing="keine",
        passed_on="{day}, Text mit SHA-256 {digest}",
        at_time="{day}, {time}",
        spoken="{when}, mündlich",
        written="{when}, schriftlich",
        left_out="(weggelassen: es nennt jemand anders)",
        title="Was über Sie aufbewahrt wird: {name}",
        everything="Das ist der ganze Teil dieser Unterlagen, der von Ihnen handelt, mit jeder Fassung jeder Notiz.",
        not_everything=(
            "Das wird in diesen Unterlagen über Sie aufbewahrt, mit jeder Fassung jeder Notiz. Manches ist"
            " weggelassen: Es handelt auch von anderen Menschen, oder das Recht kennt einen anderen Grund."
        ),
        names_left_out="Namen anderer Menschen sind aus den Zeilen des Registers weggelassen.",
        elsewhere="Notizen und Texte über andere, in denen Sie oder ein Wort Ihres Namens stehen: {count}.",
        not_searched="Versiegelte Notizen über andere, die nicht nach Ihrem Namen durchsucht wurden: {count}.",
        correct="Wenn etwas nicht stimmt, sagen Sie es: Ihre Berichtigung wird hinzugefügt.",
        how_long=(
            "Wo unsere Zusammenarbeit beendet ist, steht in dieser Kopie, bis wann die Notizen dazu aufbewahrt"
            " werden. Alles andere wird aufbewahrt, solange wir zusammenarbeiten, und danach so lange, wie es meine"
            " Aufbewahrungsregeln vorsehen; fragen Sie mich danach."
        ),
        rights=(
            "Sie können von mir eine weitere Kopie, eine Berichtigung oder die Löschung verlangen und eine"
            " Einwilligung jederzeit widerrufen. Sie können sich auch bei der zuständigen Datenschutz-Aufsichtsbehörde"
            " beschweren und vor Gericht gehen."
        ),
        handed_over=(
            "Notizen über unsere Zusammenarbeit, {id}, vom {begun} bis zum {ended}. Sie waren nur für meine Augen"
            " bestimmt; jetzt gehören sie Ihnen."
        ),
    ),
    sealed_page=SealedPageTexts(
        own_name="Deutsch",
        instead=(
            "Diese Seite braucht einen Browser mit JavaScript auf einem Computer: Edge, Chrome, Firefox oder Safari."
            " Eine Verbindung zum Internet braucht sie nicht."
        ),
        cannot_open=(
            "Dieser Browser kann die Seite nicht öffnen. Bitte nehmen Sie einen anderen auf einem Computer: Edge,"
            " Chrome, Firefox oder Safari."
        ),
        damaged="Diese Datei ist beschädigt. Lassen Sie sie sich noch einmal geben, oder suchen Sie eine andere Kopie.",
        open="Öffnen",
        opening="Wird geöffnet …",
        stays="Was Sie eingeben, bleibt auf diesem Computer. Die Seite ist mit nichts verbunden.",
        print_page="Diese Seite drucken",
    ),
    record_page=RecordPageTexts(
        title="Eine Kopie für Sie",
        intro=(
            "Sie haben um eine Kopie der Daten gebeten, die über Sie aufbewahrt werden. Nur der Code, der Ihnen gesagt"
            " wurde, öffnet sie."
        ),
        code="Ihr Code",
        code_length="Der Code hat 12 Buchstaben und Ziffern; dieser hat {count}.",
        code_wrong="Dieser Code öffnet die Seite nicht. Prüfen Sie noch einmal jeden Buchstaben und jede Ziffer.",
        foot="Erstellt am {day}.",
    ),
    custodians=CustodianTexts(
        sheet=SheetTexts(
            executor="Für die Person, die einspringt",
            reader="Für eine Person, die gemeinsam mit anderen liest",
            vault="Tresor {vault}",
            words_of="Wörter vom {day}",
            print_it="Drucken Sie diese Seite, und löschen Sie dann die Datei: Wer die Wörter hat, kann sie benutzen.",
            square=(
                "Dieselben Wörter, eines je Zeile, für einen Scanner, der wie eine Tastatur tippt. Die Kamera eines"
                " Telefons behält womöglich, was sie sieht."
            ),
            square_title="Die Wörter, eines je Zeile",
            executor_opens=(
                "Mit diesen 24 englischen Wörtern können Sie die Pflichten der Person erfüllen, die Ihnen dieses Blatt"
                " gegeben hat: ihre Klientinnen und Klienten benachrichtigen und vernichten, was fällig ist. Die Wörter"
                " öffnen Namen, Kontaktdaten und Termine, aber keine Notizen."
            ),
            executor_needs=(
                "Sie brauchen dieses Blatt und eine Kopie der Unterlagen: den Laptop oder eine Sicherung. Neben einer"
                " Sicherung liegt die Datei READ-ME-FIRST.txt; beginnen Sie mit ihr. Sie führt zu einer Seite, die"
                " sich mit diesen Wörtern in jedem Browser öffnet."
            ),
            executor_keeps=(
                "Bewahren Sie das Blatt dort auf, wo es sonst niemand liest, und nicht neben der Sicherung."
            ),
            reader_opens=(
                "Mit diesen 24 englischen Wörtern und denen der anderen können Sie versiegelte Notizen gemeinsam"
                " öffnen: aus einem wichtigen Grund, der festgehalten wird. Ihre Wörter allein öffnen nichts."
            ),
            reader_needs=(
                "Sie brauchen eine Kopie der Unterlagen und so viele Personen, wie vereinbart wurde. Dann gibt jemand"
                " auf einem Computer mit dem Programm CoachVault dies ein: coachvault custodian open E1"
            ),
            reader_keeps=(
                "Bewahren Sie das Blatt dort auf, wo es sonst niemand liest, und nicht neben dem Blatt einer anderen"
                " Person."
            ),
            once_a_year="Probieren Sie die Wörter einmal im Jahr gemeinsam am Computer des Coachs: {command}",
        ),
        read_me="""\
BITTE ZUERST LESEN

In den Dateien neben dieser stehen vertrauliche Unterlagen über Menschen. Wer sie geführt hat, hat Sie gebeten
einzuspringen. Für den ersten Schritt brauchen Sie weder technische Kenntnisse noch ein Programm. Durch bloßes
Hinsehen kann hier nichts kaputtgehen.

1. Nehmen Sie das Blatt mit den 24 nummerierten englischen Wörtern, das Sie bekommen haben. Ohne das Blatt
   öffnet sich nichts.
2. Öffnen Sie die Datei executor.html mit einem Doppelklick. Sie öffnet sich im Browser (Edge, Chrome, Firefox,
   Safari). Nehmen Sie dafür einen Computer, kein Telefon. Eine Verbindung zum Internet ist nicht nötig.
3. Geben Sie die 24 Wörter in das Feld ein, mit Leerzeichen dazwischen. Drücken Sie dann „Öffnen“.
4. Sie sehen, wen Sie anrufen sollen, die Telefonnummern, den nächsten Termin und eine Nachricht, die Sie
   vorlesen oder kopieren können. Beginnen Sie oben. Sie können die Seite drucken; schließen Sie das Papier weg.
5. Sagen Sie diesen Menschen, und sonst niemandem, dass die Sitzungen nicht stattfinden können. Notizen lesen
   Sie nicht; die Seite enthält keine.

Später, nicht heute: Auf der Seite steht, wer mit dem Computer hilft. Manche Unterlagen müssen zu bestimmten
Zeiten vernichtet werden. Dafür braucht es das Programm CoachVault (kostenlos, auf Englisch), einen Computer mit
Python und Ihre Wörter. Wer Ihnen hilft, installiert es und gibt in diesem Ordner die folgende Zeile ein; danach
führt ein nummeriertes Menü weiter:
   coachvault --vault {vault} executor

Wenn Sie kein Blatt haben oder die Wörter die Seite nicht öffnen: Behalten Sie die Dateien, und rufen Sie die
Person an, die Ihnen als Hilfe genannt wurde, oder eine andere, die ebenfalls einspringen soll. Schicken Sie
niemandem die Dateien oder die Wörter, und geben Sie die Wörter auf keiner Website ein.
""",
        page=ExecutorPageTexts(
            title="Für die Person, die einspringt",
            intro=(
                "Sie haben ein Blatt mit 24 nummerierten englischen Wörtern bekommen. Geben Sie sie hier nacheinander"
                " ein, mit Leerzeichen dazwischen. Groß- und Kleinschreibung ist gleich, und die ersten vier Buchstaben"
                " jedes Wortes genügen."
            ),
            words="Die 24 Wörter",
            count="Eingegebene Wörter: {count} von 24",
            not_a_word="Wort {number}, „{word}“, gibt es in der Liste nicht. Vergleichen Sie es mit dem Blatt.",
            how_many="Eingegebene Wörter: {count}. Auf dem Blatt stehen 24.",
            not_together=(
                "Alle diese Wörter stehen in der Liste, aber zusammen öffnen sie diese Seite nicht. Steht eines an"
                " einer anderen Stelle, oder gehört das Blatt zu etwas anderem?"
            ),
            first="Diese Menschen müssen benachrichtigt werden. Stand: {day}.",
            first_of="Diese Menschen müssen benachrichtigt werden. Stand: {day}. Praxis: {practice}.",
            call_each=(
                "Rufen Sie alle an, die unten stehen, oder schreiben Sie ihnen; beginnen Sie oben. Die Nachricht können"
                " Sie vorlesen oder kopieren."
            ),
            say_only="Sagen Sie, dass die Sitzungen nicht stattfinden können, und nichts über andere.",
            not_today="Heute müssen Sie nichts lesen, ordnen oder löschen.",
            whom="Wen Sie benachrichtigen",
            nobody="Niemand muss benachrichtigt werden: Zurzeit läuft keine Begleitung.",
            copy="Nachricht kopieren",
            copied="Kopiert.",
            marked="Markiert: Drücken Sie Strg+C (oder Cmd+C).",
            good_to_know="Gut zu wissen",
            later="Später",
            finished=(
                "Abgeschlossen und versiegelt: {count}. Diese Unterlagen müssen zu bestimmten Zeiten vernichtet werden."
                " Dafür braucht es das Programm CoachVault und jemanden, der hilft: coachvault executor"
            ),
            due="Fällig, als diese Seite gemacht wurde: {count}.",
            foot="Mit CoachVault gemacht am {day}. Die Seite enthält keine Notizen.",
        ),
        letter=ExecutorLetterTexts(
            title="Brief",
            letter="""\
An die Person, die einspringt

Praxis: {practice}
Archiv vom {made}: {archive}
Sechs Prüfwörter seines Protokolls, auf Englisch: {words}

Worum es geht
Das Archiv enthält die vertraulichen Unterlagen einer Coaching-Praxis, verschlüsselt. Mit den 24 Wörtern auf Ihrem
Blatt sehen Sie, wen Sie erreichen sollen und was fällig ist, und Sie können vernichten, was fällig ist. Notizen können
Sie nicht lesen, und das müssen Sie auch nicht.

In der ersten Woche
1. Lesen Sie READ-ME-FIRST.txt neben dem Archiv, und öffnen Sie executor.html mit Ihren Wörtern. Rufen Sie die
   Menschen an, die dort stehen.
2. Bringen Sie den Laptop und die Datenträger mit Sicherungen an einen sicheren Ort. Setzen Sie nichts davon zurück,
   verkaufen und verschenken Sie nichts.
3. Rufen Sie an, wer unten bei „Wen Sie anrufen“ steht: Versicherung, Berufsverband, Supervision.
4. Sagen Sie niemandem, wer die Klientinnen und Klienten sind. Wenn ein Gericht, die Polizei oder Angehörige nach
   Notizen fragen: Sagen Sie, dass Sie sie nicht öffnen können, schreiben Sie auf, wer wann gefragt hat, und rufen Sie
   die Supervision oder eine Anwaltskanzlei an.
5. Vergleichen Sie die sechs Wörter oben mit denen, die dieser Befehl zeigt. Sie sind gleich, wenn nichts verändert
   wurde; sobald darin etwas vernichtet wurde, sind es andere, und die Bescheinigung sagt das:
      coachvault practice verify {file}

Später
Die Kalenderdatei {calendar} neben diesem Brief sagt, wann etwas fällig ist; sie nennt niemanden, und jeder Kalender
nimmt sie an. An einem solchen Tag: coachvault --vault {file} executor
Was gesperrt ist, darf nicht vernichtet werden, und Sie können eine Sperre nicht aufheben. Wenn Sie nicht wissen, was
zu tun ist, tun Sie nichts, und fragen Sie.

Was Sie wissen sollten
{know}
""",
            no_name="(ohne Namen)",
            no_know="Es wurde nichts aufgeschrieben.",
            not_reached="Nicht zu benachrichtigen",
            agreed_on="{code}, vereinbart am {day}",
        ),
        facts=FactTexts(
            line="{name}: {value}",
            laptop="Laptop",
            backups="Sicherungen",
            helper="Wer mit dem Computer hilft",
            call="Wen Sie anrufen",
            others="Wer außerdem einspringen soll",
            executor="springt ein",
            reader="liest gemeinsam mit anderen",
            remark="Anmerkung",
            client="Kürzel: {code}",
            telephone="Telefon",
            next_session="Nächster Termin",
            at_time="{day} um {time}",
            not_known="nicht bekannt",
            private_channel="Privater Weg",
            mail="E-Mail",
            mail_of_others="E-Mail (andere lesen womöglich mit)",
            address="Adresse",
            emergency="Im Notfall",
            language="Sprache",
            not_reached="nicht zu benachrichtigen; vereinbart am {day}",
        ),
    ),
    measures=MeasureTexts(
        names=MeasureNames(
            mindset="Haltung",
            morale="Stimmung",
            confidence="Zuversicht",
            commitment="Einsatz",
            ability="Können",
        ),
        once="{name}: {last} (Skala bis {highest}; {until}).",
        over_time="{name}: von {first} auf {last} (Skala bis {highest}; {since} bis {until}).",
        quoted="In meinen Worten: „{words}“",
    ),
    frames=FrameTexts(
        progress=(
            "Vereinbart waren diese Ziele:\n{objectives}\n\n"
            "Seitdem:\n[was sich verändert hat]\n\n"
            "Bis zum nächsten Bericht:\n[was als Nächstes kommt]"
        ),
        closing=(
            "Im Coaching ging es um diese Ziele:\n{objectives}\n\n"
            "Erreicht wurde:\n[was sich verändert hat, in eigenen Worten]\n\n"
            "Wie es weitergeht:\n[was von hier an geschieht]"
        ),
        handover=(
            "Vereinbart waren diese Ziele:\n{objectives}\n\n"
            "Stand der Dinge:\n[Stand der Dinge]\n\n"
            "Gut zu wissen:\n[was gut zu wissen ist]"
        ),
        own_words=(
            "Das waren die Ziele:\n{objectives}\n\n"
            "Was sich für mich verändert hat:\n\n"
            "Was ich heute anders mache:\n\n"
            "Woran ich weiter arbeiten möchte:"
        ),
    ),
    purposes=PurposeTexts(
        progress="Zwischenbericht",
        closing="Abschlussbericht",
        handover="Übergabe",
        own_words="Bericht in eigenen Worten",
    ),
    reasons=ReasonTexts(
        usual="Verjährungsfristen und Vorgaben von Versicherern, sechs bis sieben Jahre",
        own="Er steht in meinen Regeln zur Aufbewahrung, und ich erkläre ihn Ihnen gern",
    ),
    rights=RightsTexts(
        yours=(
            "Sie können von mir eine Kopie der Daten verlangen, die ich über Sie aufbewahre, ihre Berichtigung oder"
            " Löschung; eine Einwilligung können Sie jederzeit zurücknehmen. Sie können sich auch bei der zuständigen"
            " Datenschutz-Aufsichtsbehörde beschweren und ein Gericht anrufen."
        ),
        theirs=(
            "{client} kann eine Kopie dieser Daten verlangen, ihre Berichtigung oder Löschung, eine Einwilligung"
            " jederzeit zurücknehmen, sich bei der zuständigen Datenschutz-Aufsichtsbehörde beschweren und ein Gericht"
            " anrufen."
        ),
    ),
    agreement=AgreementTexts(
        title=ByRole(coach="Vereinbarung über ein Coaching", mentor="Vereinbarung über ein Mentoring"),
        client="Begleitete Person",
        sponsor="Auftraggebendes Unternehmen",
        coach=ByRole(coach="Coaching", mentor="Mentoring"),
        whoever=ByRole(coach="die coachende Person", mentor="die begleitende Person"),
        objectives="Ziele",
        open="werden in der ersten Sitzung vereinbart",
        receives="Das auftraggebende Unternehmen darf erhalten",
        nothing="nichts",
        only_signed="Jeder Text geht erst hinaus, wenn {client} in genau diesen Text eingewilligt hat.",
        attendance="{sponsor} darf Termine und Zahl der Sitzungen erfahren.",
        no_attendance="{sponsor} erfährt Termine und Zahl der Sitzungen nicht.",
        limits="Grenzen der Vertraulichkeit",
        usual_limits=(
            "Das Gesagte bleibt vertraulich, außer bei ernster Gefahr für einen Menschen oder auf gerichtliche"
            " Anordnung."
        ),
        log=(
            "{client} willigt ein, dass Name, Kontakt, Zeitraum und Stunden in einem Stundennachweis stehen, den die"
            " zertifizierende Stelle einsehen darf."
        ),
        no_log=(
            "{client} willigt nicht ein, in einem Stundennachweis zu stehen, den die zertifizierende Stelle einsehen"
            " darf."
        ),
        executor=(
            "Wenn {coach} nicht weitermachen kann, erfährt eine dafür bestimmte Person Namen, Kontaktdaten,"
            " Notfallkontakt und nächste Sitzung, um Bescheid geben zu können, und kann keine Notizen lesen. Das"
            " betrifft: {client}."
        ),
        no_executor=(
            "Wenn {coach} nicht weitermachen kann, soll niemand {client} ansprechen: Listen und Briefe für eine dafür"
            " bestimmte Person zeigen statt Namen und Kontaktdaten ein Kürzel. Technisch könnten die geheimen"
            " Zugangswörter dieser Person die Namensliste dennoch öffnen."
        ),
        notice="Datenschutz",
        usual_notice=(
            "Notizen und Kontaktdaten dienen allein dieser Arbeit; {coach} bewahrt sie verschlüsselt auf einem eigenen"
            " Gerät auf. Nach dem Ende der Arbeit bleiben sie so lange, wie die Regeln zur Aufbewahrung sagen, die"
            " jederzeit eingesehen werden können; dann steht ihre Vernichtung an. {rights}"
        ),
        signature="Datum und Unterschrift",
    ),
    attendance=AttendanceTexts(held="Stattgefundene Sitzungen: {count}"),
    kept=KeptTexts(
        until=(
            "Aufbewahrt werden sie bis zum {until}. Von diesem Tag an steht ihre Vernichtung an; spricht etwas dagegen,"
            " etwa ein Streitfall, bleiben sie länger, und der Grund wird festgehalten."
        ),
        for_ever="Aufbewahrt werden sie ohne festes Ende.",
    ),
    end=EndTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "unsere Zusammenarbeit ist am {ended} zu Ende gegangen. Danke für das Vertrauen, das Sie in unsere Arbeit"
            " gesetzt haben.\n\n"
            "Meine Notizen dazu sind jetzt versiegelt: Ich lese sie nur, wenn es einen wichtigen Grund gibt, und jedes"
            " Lesen wird festgehalten. {kept} Der Grund für die Aufbewahrung: {because}.\n\n"
            "Sie bleiben so vertraulich wie bisher. Wenn Sie eine Kopie der Daten wünschen, die ich über Sie"
            " aufbewahre, oder sie früher gelöscht haben möchten, schreiben Sie mir bitte.\n\n"
            "Ich wünsche Ihnen alles Gute.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "Sie haben mich am {asked} gebeten, die Daten zu löschen, die ich über Sie aufbewahre. Am {done} habe ich"
            " gelöscht:\n{erased}\n\n"
            "Das bleibt, und warum:\n{stays}\n\n"
            "Wo diese Daten sonst noch stehen können:\n{copies}\n\n"
            "Wenn Sie mit dem, was bleibt, nicht einverstanden sind, sagen Sie es mir bitte. Sie können sich auch bei"
            " der zuständigen Datenschutz-Aufsichtsbehörde beschweren und ein Gericht anrufen.\n\n"
            "Danke für das Vertrauen, das Sie in unsere Arbeit gesetzt haben.\n\n"
            "{coach}\n"
        ),
        erased_notes="- meine Notizen zu unserer Arbeit, {first} bis {last}: {count}",
        erased_releases="- Texte, die entworfen oder zur Einwilligung vorgelegt wurden und nie hinausgingen: {count}",
        erased_contacts="- Ihre Kontaktdaten in meiner Adressliste",
        kept_releases=Counted(
            one="- ein Text, in dessen Weitergabe Sie eingewilligt haben, mit Ihrer Einwilligung als Beleg",
            many="- {count} Texte, in deren Weitergabe Sie eingewilligt haben, mit Ihrer Einwilligung als Beleg",
        ),
        kept_as_party=Counted(
            one="- ein Text über andere, der Ihnen vorgelegt wurde, mit Ihrer Antwort: Er gehört zu ihnen",
            many="- {count} Texte über andere, die Ihnen vorgelegt wurden, mit Ihren Antworten: Sie gehören zu ihnen",
        ),
        kept_disclosures=Counted(
            one="- eine Aufzeichnung dessen, was ich ohne Ihre Einwilligung mitteilen musste, und warum",
            many="- {count} Aufzeichnungen dessen, was ich ohne Ihre Einwilligung mitteilen musste, und warum",
        ),
        kept_mentions=Counted(
            one="- Ihr Name oder ein Teil davon steht auch in einer Notiz über andere Menschen",
            many="- Ihr Name oder ein Teil davon steht auch in {count} Notizen über andere Menschen",
        ),
        kept_hours=(
            "- Termine und Dauer unserer Sitzungen, unter einem Kürzel und ohne Ihren Namen: Sie belegen meine"
            " Erfahrung"
        ),
        kept_register="- mein Register: was an wen und warum hinausging, und diese Löschung",
        kept_address="- in diesem Register: die Adresse, an die eine Anfrage ging",
        kept_ground=(
            "- in diesem Register: an wen eine Mitteilung ohne Ihre Einwilligung ging, warum, und worauf sie sich"
            " stützte"
        ),
        copies_clean="- Keine Sicherung oder andere Kopie, die ich kenne, enthält sie noch.",
        copies_left=Counted(
            one="- Eine Kopie enthält sie noch. Ich werde sie bereinigen oder vernichten.",
            many="- {count} Kopien enthalten sie noch. Ich werde sie bereinigen oder vernichten.",
        ),
        files_left=Counted(
            one="- Eine lesbare Datei, etwa ein Brief oder ein Formular, liegt noch auf meinem Gerät. Ich werde sie von"
            " Hand löschen.",
            many="- {count} lesbare Dateien, etwa Briefe und Formulare, liegen noch auf meinem Gerät. Ich werde sie von"
            " Hand löschen.",
        ),
        by_hand="- Ausdrucke und E-Mails in einem Postfach müssen von Hand gelöscht werden.",
    ),
    farewell=FarewellTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "{ends} Danke für das Vertrauen, das Sie in unsere Arbeit gesetzt haben.\n\n"
            "Meine Notizen dazu sind versiegelt. {kept} Der Grund für die Aufbewahrung: {because}. Sie bleiben so"
            " vertraulich wie bisher. {knows}\n\n"
            "Wenn Sie eine Kopie der Daten wünschen, die ich über Sie aufbewahre, oder sie früher gelöscht haben"
            " möchten, schreiben Sie mir bitte jetzt: Das kann nur ich. {later}\n\n"
            "Ich wünsche Ihnen alles Gute.\n\n"
            "{coach}\n"
        ),
        ends=ByRole(
            coach="ich beende meine Tätigkeit als Coach.",
            mentor="ich beende meine Tätigkeit im Mentoring.",
        ),
        knows=(
            "Wer für mich einspringt, erfährt Ihren Namen, Ihre Kontaktdaten, Ihren Notfallkontakt und die nächste"
            " Sitzung, und kann keine Notizen lesen."
        ),
        barred=(
            "Wie am {since} vereinbart, sieht die Person, die für mich einspringt, statt Ihres Namens und Ihrer"
            " Kontaktdaten ein Kürzel und soll Sie nicht ansprechen. Technisch könnten die geheimen Zugangswörter"
            " dieser Person die Namensliste dennoch öffnen; Notizen öffnen sie nicht."
        ),
        executor_later=(
            "Später springt {executor} für mich ein und vernichtet die Notizen, sobald die Aufbewahrungsfrist"
            " abgelaufen ist: nicht vorher, und ohne sie lesen oder kopieren zu können."
        ),
        somebody="eine Person meines Vertrauens",
        nobody_later="Es ist noch niemand benannt, der Ihnen an meiner Stelle antworten könnte.",
        readers_later=(
            "Aus ernstem Anlass können {quorum} Personen meines Vertrauens die Notizen öffnen, nur gemeinsam; der"
            " Anlass wird festgehalten."
        ),
    ),
    disclosure=DisclosureTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "es gibt etwas, das Sie von mir erfahren sollen und von niemandem sonst.\n\n"
            "Was Sie mir sagen, bleibt bei mir, mit zwei Ausnahmen: ernste Gefahr für einen Menschen und gerichtliche"
            " Anordnung. Am {day} lag eine davon vor. Folgendes habe ich mitgeteilt, und sonst nichts"
            " (Empfänger: {recipient}):\n\n"
            "{text}\n\n"
            "Warum ich das getan habe: {reason}\n\n"
            "Es ist in meinem Register festgehalten. {rights} Auch an meinen Berufsverband können Sie sich"
            " wenden.\n\n"
            "Wenn Sie darüber sprechen möchten, bin ich für Sie da.\n\n"
            "{coach}\n"
        ),
        danger="Ich hatte guten Grund zu der Annahme, dass jemand in ernster Gefahr war.",
        court="Ein Gericht hat es angeordnet.",
        recipients=DisclosureRecipients(
            agreed="die Person, die wir vereinbart hatten",
            hr="die vereinbarte Person in Ihrer Organisation",
            body="mein Berufsverband",
            government="eine Behörde",
            emergency="der Notruf",
            court="das Gericht",
        ),
    ),
    stand_in=StandInTexts(
        message=(
            "Guten Tag {name}, mein Name ist {writer}. Ich schreibe Ihnen, weil {coach} die nächsten Termine nicht"
            " wahrnehmen kann und mich darum gebeten hat. Was Sie in den Sitzungen erzählt haben, bleibt vertraulich:"
            " Ich kann es nicht lesen. Sagen Sie mir bitte, wie ich Sie am besten erreiche, wenn Sie Hilfe bei der"
            " Suche nach jemand anderem wünschen."
        ),
        coach=ByRole(coach="Ihr Coach", mentor="Ihre Begleitung im Mentoring"),
        writer="__________",
    ),
)

GERMAN = typeset(_TEXTS)
