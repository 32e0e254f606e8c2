"""German: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

from __future__ import annotations

from coachvault.texts.languages.page_shapes import ConsentTexts, PageRole, PageRoles, PageSentences, PageTexts
from coachvault.texts.languages.shapes import (
    AgreementTexts,
    AnewTexts,
    DateTexts,
    DisclosureRecipients,
    DisclosureTexts,
    EarlierRequestTexts,
    EndTexts,
    ErasureTexts,
    FarewellTexts,
    FrameTexts,
    Language,
    MailTexts,
    MeasureNames,
    MeasureTexts,
    MessageTexts,
    PaperTexts,
    RequestTexts,
    StandInTexts,
)

GERMAN = Language(
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
        for_ever="auf Weiteres",
    ),
    request=RequestTexts(
        approve="Ich genehmige",
        greeting="Guten Tag, {name},",
        asks=(
            "unten steht ein Text, den ich weitergeben möchte. Er geht nur hinaus, wenn Sie genau diesem Wortlaut"
            " zustimmen."
        ),
        recipient="An",
        purpose="Zweck",
        expires="Letzter Tag",
        exactly=(
            "Bitte schreiben Sie sie genau so. Soll etwas anders sein, sagen Sie mir stattdessen, was; dann schicke ich"
            " einen neuen Text."
        ),
        rights=(
            "Ein Nein ist in Ordnung. Sie können Ihre Zustimmung auch jederzeit zurücknehmen; was bis dahin verschickt"
            " ist, lässt sich nicht zurückholen."
        ),
    ),
    mail=MailTexts(
        subject="Ihre Zustimmung, bitte",
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
    ),
    message=MessageTexts(
        hello="Guten Tag,",
        answer="Wenn Sie zustimmen, antworten Sie bitte mit dieser Zeile, für sich allein:",
    ),
    paper=PaperTexts(
        title="Zustimmung zur Weitergabe eines Textes",
        text="Der Text:",
        fingerprint="Fingerabdruck dieses Textes",
        compare="Diese Wörter gehören zu diesem Text, Empfänger, Zweck und Tag. Ein anderer Text hat andere Wörter.",
        consent=(
            "Ich bin {name}. Ich habe den Text oben gelesen. Er darf an {recipient} gegeben werden, zu diesem Zweck:"
            " {purpose}. Nach dem {expires} darf er nicht mehr weitergegeben werden."
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
                "Ich habe den Text gelesen. Genau das, was ich davon genehmigt habe, darf an {recipient} gegeben"
                " werden, zu diesem Zweck: {purpose}. Nach dem {expires} darf es nicht mehr weitergegeben werden."
            ),
            with_own_words=(
                "Ich habe den Text gelesen. Genau das, was ich davon genehmigt und was ich selbst geschrieben habe,"
                " darf an {recipient} gegeben werden, zu diesem Zweck: {purpose}. Nach dem {expires} darf es nicht mehr"
                " weitergegeben werden."
            ),
        ),
        sentences=PageSentences(
            kicker="Vertraulich, für eine Person",
            title="Ihr Text, zu Ihrer Freigabe",
            preview=(
                "Diese Seite muss in einem Browser geöffnet werden; vermutlich sehen Sie nur eine Vorschau. Speichern"
                " Sie die Datei und öffnen Sie sie an einem Computer mit Chrome, Edge, Firefox oder Safari. Geht das"
                " nicht, sagen Sie es: Es gibt andere Wege, per Mail, auf Papier oder gemeinsam."
            ),
            too_old=(
                "Dieser Browser kann nicht unterschreiben. Bitte aktualisieren Sie ihn, oder öffnen Sie die Datei an"
                " einem Computer mit einem aktuellen Chrome, Edge, Firefox oder Safari (ab 17). Geht das nicht, sagen"
                " Sie es: Es gibt andere Wege, per Mail, auf Papier oder gemeinsam."
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
            until="Letzter Tag",
            how=(
                "Lesen Sie jeden Absatz und wählen Sie. Nur was Sie genehmigen, darf weitergegeben werden, Wort für"
                " Wort. Sie dürfen alles weglassen und brauchen keinen Grund."
            ),
            paragraph="Absatz {number} von {count}",
            approve="Genehmigen",
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
            result="Ihr Text, wie er weitergegeben wird",
            result_nothing="(noch nichts)",
            signature="Ihre Unterschrift",
            remark="Eine Bemerkung für {to_coach}",
            remark_hint="Freiwillig. Sie bleibt bei {from_coach} und wird nie weitergegeben.",
            name="Ihr voller Name",
            sign="Unterschreiben",
            still_open="Noch offen: {what}.",
            paragraphs_left="{count} Absätze zu entscheiden",
            paragraph_left="ein Absatz zu entscheiden",
            name_left="Ihr Name",
            tick_left="das Häkchen",
            ready="Bereit zum Unterschreiben.",
            all_out=(
                "Sie lassen alles weg. Wenn Sie unterschreiben, erfährt {coach}, dass nichts weitergegeben werden darf."
            ),
            failed="Das Unterschreiben ist in diesem Browser nicht gelungen. Bitte versuchen Sie es mit einem anderen.",
            signed="Unterschrieben. Zwei Dinge sind noch zu tun",
            send=(
                "Schicken Sie es an {to_coach}. Speichern Sie die Datei und hängen Sie sie an Ihre Antwort, oder"
                " kopieren Sie den Block hinein."
            ),
            save="Datei speichern",
            copy="Block kopieren",
            copied="Kopiert",
            copy_by_hand="Der Block ist markiert: Kopieren Sie ihn mit Strg+C oder ⌘C.",
            block="Block der Freigabe",
            words=(
                "Bewahren Sie diese sechs Wörter auf. {Coach} ruft Sie an und liest vor, was an wen weitergegeben"
                " werden darf, und dann die Wörter. Stimmt etwas nicht, sagen Sie es: Dann geht nichts hinaus."
            ),
            my_copy="Meine Kopie speichern",
            my_copy_hint=(
                "Ihre Kopie ist für jeden lesbar: Sie enthält den Text, den Sie genehmigt haben. Bewahren Sie sie"
                " vertraulich auf."
            ),
            rights=(
                "Sie können Ihre Zustimmung jederzeit zurücknehmen; sagen Sie es einfach. Was bis dahin verschickt ist,"
                " lässt sich nicht zurückholen."
            ),
            foot="Anfrage {code}. Diese Seite beobachtet nichts und erreicht das Internet nicht.",
            copy_title="Was ich unterschrieben habe",
            copy_at="Unterschrieben am",
            copy_words="Wörter",
            copy_text="Der Text, den ich genehmigt habe",
            copy_nothing="(nichts: alles wurde weggelassen)",
            copy_proof="Für alle, die es prüfen wollen",
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
        once="{name}: {last} von {highest} ({until}).",
        over_time="{name}: von {first} auf {last} von {highest} ({since} bis {until}).",
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
            "Wo es steht:\n[wo es steht]\n\n"
            "Gut zu wissen:\n[was gut zu wissen ist]"
        ),
        own_words=(
            "Das waren die Ziele:\n{objectives}\n\n"
            "Was sich für mich verändert hat:\n\n"
            "Was ich heute anders mache:\n\n"
            "Woran ich weiter arbeiten möchte:"
        ),
    ),
    agreement=AgreementTexts(
        title="Vereinbarung über ein Coaching",
        objectives="Ziele",
        open="werden in der ersten Sitzung vereinbart",
        sponsor="Der Auftraggeber darf erhalten",
        nothing="nichts",
        only_signed=(
            "Jeder Text geht erst hinaus, wenn die Klientin oder der Klient genau diesen Text unterschrieben hat."
        ),
        attendance="Dem Auftraggeber dürfen Termine und Zahl der Sitzungen mitgeteilt werden.",
        no_attendance="Termine und Zahl der Sitzungen werden dem Auftraggeber nicht mitgeteilt.",
        limits="Grenzen der Vertraulichkeit",
        usual_limits=(
            "Das Gesagte bleibt beim Coach, außer bei ernster Gefahr für einen Menschen oder auf gerichtliche"
            " Anordnung."
        ),
        log="Die Klientin oder der Klient darf in einem Verzeichnis stehen, auf dem eine Zertifizierung beruht.",
        no_log=(
            "Die Klientin oder der Klient willigt nicht ein, in einem Verzeichnis zu stehen, auf dem eine"
            " Zertifizierung beruht."
        ),
        executor=(
            "Kann der Coach nicht weitermachen, erfährt eine bestimmte Person Namen und Nummer, und liest keine Notiz."
        ),
        no_executor=(
            "Kann der Coach nicht weitermachen, soll niemand die Klientin oder den Klienten ansprechen: Listen und"
            " Briefe für eine bestimmte Person zeigen statt Namen und Nummer einen Decknamen. Technisch könnten die"
            " Wörter dieser Person die Namensliste dennoch öffnen."
        ),
        notice="Datenschutz",
        usual_notice=(
            "Notizen und Kontaktdaten werden verschlüsselt auf dem Gerät des Coachs aufbewahrt, so lange wie dessen"
            " Richtlinie sagt, und dann vernichtet. Es kann eine Kopie, eine Berichtigung oder die Löschung verlangt"
            " werden."
        ),
        signature="Datum und Unterschrift",
    ),
    end=EndTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "unsere Zusammenarbeit hat am {ended} geendet. Meine Notizen dazu sind jetzt versiegelt: Ich lese sie nur"
            " aus einem Grund, und jedes Lesen wird festgehalten. Ich bewahre sie bis {until} auf, und zwar deshalb:"
            " {because}. Danach werden sie vernichtet; auf Wunsch zeige ich Ihnen eine Bescheinigung.\n\n"
            "Bis dahin bleiben sie so vertraulich wie bisher. Wenn Sie eine Kopie dessen wünschen, was ich über Sie"
            " habe, oder es früher gelöscht haben möchten, schreiben Sie mir bitte.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "Sie haben mich am {asked} gebeten, zu löschen, was ich über Sie habe. Am {done} habe ich gelöscht:"
            "\n{erased}\n\n"
            "Das bleibt, und warum:\n{stays}\n\n"
            "Kopien meiner Aufzeichnungen:\n{copies}\n\n"
            "Wenn Sie mit dem, was bleibt, nicht einverstanden sind, können Sie sich bei der Datenschutzbehörde Ihres"
            " Wohnorts beschweren.\n\n"
            "{coach}\n"
        ),
        erased_notes="- meine Notizen zu unserer Arbeit vom {first} bis {last}: {count}",
        erased_releases="- Texte, die entworfen oder angefragt wurden und nie hinausgingen: {count}",
        erased_contacts="- Ihren Namen, Ihre Anschriften und Nummern",
        kept_releases="- {count} Texte, denen Sie zugestimmt haben und die weitergegeben wurden, als Beleg dafür",
        kept_as_party="- {count} Texte über andere, die Ihnen vorgelegt wurden, mit Ihrer Antwort",
        kept_disclosures="- {count} Aufzeichnungen dessen, was ich ohne Ihr Einverständnis mitteilen musste, und warum",
        kept_hours="- Daten und Dauer unserer Sitzungen, ohne Namen: Sie belegen meine Zertifizierung",
        kept_register="- mein Verzeichnis dessen, was an wen und warum hinausging, und dieser Löschung",
        copies_clean="alle, die ich kenne, sind bereinigt",
        copies_left="{count} enthalten es noch; ich bereinige sie",
    ),
    farewell=FarewellTexts(
        letter=(
            "Guten Tag {name},\n\n"
            "ich beende meine Praxis. Meine Notizen zu unserer Arbeit sind versiegelt und werden bis {until}"
            " aufbewahrt, und zwar deshalb: {because}. Danach werden sie vernichtet. Bis dahin bleiben sie so"
            " vertraulich wie bisher: {knows}.\n\n"
            "Wenn Sie eine Kopie dessen wünschen, was ich über Sie habe, oder es früher gelöscht haben möchten,"
            " schreiben Sie mir bitte jetzt: Das kann nur ich. {later}\n\n"
            "{coach}\n"
        ),
        knows="Wer für mich einspringt, kennt Ihren Namen und weiß, wie Sie zu erreichen sind, und liest keine Notiz",
        barred=(
            "Wie am {since} vereinbart, sieht, wer für mich einspringt, statt Ihres Namens einen Decknamen, spricht Sie"
            " nicht an und liest keine Notiz"
        ),
        executor_later=(
            "Später springt {executor} für mich ein und vernichtet die Notizen, wenn ihre Zeit gekommen ist: nicht"
            " vorher, und ohne sie lesen oder kopieren zu können."
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
            "was Sie mir sagen, bleibt bei mir, mit den Ausnahmen, über die wir gesprochen haben: ernste Gefahr und"
            " gerichtliche Anordnung. Am {day} habe ich davon Gebrauch gemacht. Ich habe {recipient} dies mitgeteilt,"
            " und sonst nichts:\n\n"
            "{text}\n\n"
            "Der Grund: {danger}\n\n"
            "Es steht in meinem Verzeichnis. Sie können eine Kopie dessen verlangen, was ich über Sie habe, und sich"
            " bei meinem Berufsverband beschweren.\n\n"
            "{coach}\n"
        ),
        danger="Ich war überzeugt, dass jemand in ernster Gefahr war.",
        court="Ein Gericht hat es angeordnet.",
        recipients=DisclosureRecipients(
            agreed="der Stelle, die wir vorher vereinbart hatten,",
            hr="der vereinbarten Person in Ihrer Organisation",
            body="meinem Berufsverband",
            government="einer Behörde",
            emergency="dem Notruf",
            court="dem Gericht",
        ),
    ),
    stand_in=StandInTexts(
        message=(
            "Guten Tag {name}, ich schreibe Ihnen im Auftrag Ihres Coachs, der die nächsten Termine nicht wahrnehmen"
            " kann. Was Sie dort erzählt haben, bleibt vertraulich: Ich lese es nicht, und auch sonst niemand. Sagen"
            " Sie mir bitte, wie ich Sie am besten erreiche, wenn Sie Hilfe bei der Suche nach jemand anderem wünschen."
        ),
    ),
)
