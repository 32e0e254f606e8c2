"""Spanish: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

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
    code="es",
    dates=DateTexts(
        months=(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
        day="{day} de {month} de {year}",
        first="1",
    ),
    label="{name}: {value}",
    request=RequestTexts(
        approve="Apruebo",
        greeting="Hola, {name}:",
        hello="Hola:",
        asks=(
            "Abajo hay un texto que me gustaría entregar. Solo sale si usted da su consentimiento exactamente a estas"
            " palabras."
        ),
        recipient="Para",
        purpose="Finalidad",
        expires="Se puede entregar hasta el",
        exactly="Escríbala tal como está, por favor. Si algo debe ser distinto, dígame qué, y le envío un texto nuevo.",
        rights=(
            "Puede decir que no. También puede retirar su consentimiento en cualquier momento; lo que ya se entregó no"
            " se puede recuperar."
        ),
    ),
    mail=MailTexts(
        subject="Su consentimiento, por favor",
        answer=(
            "Si está de acuerdo, responda a este correo, borre de su respuesta todo lo que lo repite y escriba"
            " esta línea, sola:"
        ),
        once_more="Por favor, responda otra vez solo con esta línea y borre todo lo demás: {line}",
        in_plain_text="Por favor, responda otra vez en texto sin formato, solo con esta línea: {line}",
        delete_below="Por favor, borre todo lo que hay debajo de su línea y envíela otra vez: {line}",
    ),
    anew=AnewTexts(
        scan="Por favor, envíe otra vez el formulario firmado, en PDF o en foto, de 20 MB como máximo.",
        form="Por favor, firme el formulario que le envío de nuevo: el que he recibido corresponde a otro texto.",
        page=(
            "Por favor, adjunte a un correo el archivo que la página ofrece guardar después de firmar, o"
            " firme otra vez en la página."
        ),
        signature=(
            "Por favor, firme la hoja que le envío de nuevo, tal como está y con la clave que conozco, y"
            " envíeme el archivo de la firma."
        ),
    ),
    earlier=EarlierRequestTexts(
        approve="Apruebo",
        subject="Su conformidad, por favor",
        hello="Hola:",
        greeting="Hola, {name}:",
        asks=(
            "Abajo hay un texto que me gustaría entregar. Solo sale si usted está de acuerdo exactamente con"
            " estas palabras."
        ),
        recipient="Para",
        purpose="Finalidad",
        expires="Último día",
        answer="Si está de acuerdo, responda a este correo y escriba esta línea, sola, al principio:",
        answer_message="Si está de acuerdo, responda con esta línea, sola:",
        exactly=(
            "Escríbala tal como está, por favor. Si algo debe ser distinto, dígame qué, y le envío un texto nuevo."
        ),
        rights=(
            "Un no es una buena respuesta. También puede retirar su conformidad en cualquier momento; lo que ya"
            " se envió no se puede recuperar."
        ),
        paper=PaperTexts(
            title="Conformidad para entregar un texto",
            text="El texto:",
            fingerprint="Huella de este texto",
            compare=(
                "Estas palabras pertenecen a este texto, destinatario, finalidad y día. Otro texto tiene otras"
                " palabras."
            ),
            consent=(
                "Soy {name}. He leído el texto de arriba. Se puede entregar a {recipient} con esta finalidad:"
                " {purpose}. No se puede entregar después del {expires}."
            ),
            signature="Firma",
            printed_name="Nombre en mayúsculas",
            place_and_date="Lugar y fecha",
        ),
    ),
    message=MessageTexts(
        answer="Si está de acuerdo, responda con esta línea, sola:",
    ),
    paper=PaperTexts(
        title="Consentimiento para entregar un texto",
        text="El texto:",
        fingerprint="Palabras de control de este texto",
        compare=(
            "Estas seis palabras de control, en inglés, pertenecen a este texto, destinatario, finalidad y día. Otro"
            " texto tiene otras palabras de control."
        ),
        consent=(
            "Soy {name}. He leído el texto de arriba. Doy mi consentimiento para que se entregue únicamente este texto."
            " Destinatario: {recipient}. Finalidad: {purpose}. El consentimiento vale hasta el {expires}; después no se"
            " puede entregar nada más."
        ),
        signature="Firma",
        printed_name="Nombre en mayúsculas",
        place_and_date="Lugar y fecha",
    ),
    page=PageTexts(
        roles=PageRoles(
            coach=PageRole(
                coach="su coach",
                at_start="Su coach",
                to_coach="su coach",
                from_coach="su coach",
            ),
            mentor=PageRole(
                coach="su mentor",
                at_start="Su mentor",
                to_coach="su mentor",
                from_coach="su mentor",
            ),
        ),
        consent=ConsentTexts(
            name="Soy {name}.",
            sentence=(
                "He leído el texto. Doy mi consentimiento para que se entregue únicamente el texto que he aprobado."
                " Destinatario: {recipient}. Finalidad: {purpose}. El consentimiento vale hasta el {expires}; después"
                " no se puede entregar nada más."
            ),
            with_own_words=(
                "He leído el texto. Doy mi consentimiento para que se entreguen únicamente el texto que he aprobado y"
                " lo que he escrito yo. Destinatario: {recipient}. Finalidad: {purpose}. El consentimiento vale hasta"
                " el {expires}; después no se puede entregar nada más."
            ),
            whole=(
                "He leído el texto. Doy mi consentimiento para que se entregue únicamente este texto. Destinatario:"
                " {recipient}. Finalidad: {purpose}. El consentimiento vale hasta el {expires}; después no se puede"
                " entregar nada más."
            ),
        ),
        sentences=PageSentences(
            kicker="Confidencial, para una sola persona",
            title="Su texto, para firmar",
            preview=(
                "Esta página se tiene que abrir en un navegador; seguramente está viendo una vista previa. Guarde el"
                " archivo y ábralo con Chrome, Edge, Firefox o Safari en un ordenador. Si no funciona, dígaselo a"
                " {to_coach}: hay otras maneras, por correo electrónico, en papel o en persona."
            ),
            too_old=(
                "Este navegador no puede firmar. Actualícelo, o abra el archivo con una versión reciente de Chrome,"
                " Edge, Firefox o Safari (17 o posterior) en un ordenador. Si no funciona, dígaselo a {to_coach}: hay"
                " otras maneras, por correo electrónico, en papel o en persona."
            ),
            damaged="Este archivo se cambió o se cortó por el camino. Pídaselo otra vez a {to_coach}.",
            intro=(
                "Nada de esta página se envía a ningún sitio; funciona sin internet. Solo la abre el código que {coach}"
                " le dio por teléfono o por mensaje."
            ),
            code="Su código",
            open="Abrir",
            opening="Abriendo, un momento…",
            code_length="El código tiene 12 letras y cifras; este tiene {count}.",
            code_wrong="Ese código no abre este archivo. Mire cada letra y cada cifra.",
            sender="De",
            to="Para",
            purpose="Finalidad",
            until="Se puede entregar hasta el",
            label="{name}: {value}",
            how=(
                "Lea cada párrafo y elija. Solo lo que usted apruebe se puede entregar, palabra por palabra. Puede"
                " dejar fuera lo que quiera, sin dar ninguna razón."
            ),
            paragraph="Párrafo {number} de {count}",
            approve="Aprobar",
            leave_out="Dejar fuera",
            how_writing=(
                "También puede escribir: poner un párrafo con sus propias palabras o añadir algo al final. El texto es"
                " suyo; {coach} ve lo que ha cambiado."
            ),
            own_words="Con mis propias palabras",
            own_label="Párrafo {number} con sus propias palabras",
            own_label_left="el párrafo {number} con sus propias palabras",
            addition="Lo que quiere añadir",
            addition_hint="Opcional. Sigue al último párrafo y se entrega como todo lo demás.",
            room="Caracteres restantes: {count}.",
            too_long="acortar en {count} caracteres",
            too_long_one="acortar en un carácter",
            result="Su texto, tal como se entregará",
            result_nothing="(todavía nada)",
            signature="Su firma",
            remark="Un comentario para {to_coach}",
            remark_hint="Opcional. Se queda con {from_coach} y nunca se entrega.",
            name="Su nombre completo",
            sign="Firmar",
            still_open="Falta: {what}.",
            paragraphs_left="{count} párrafos sin decidir",
            paragraph_left="un párrafo sin decidir",
            name_left="su nombre",
            tick_left="la casilla",
            ready="Ya puede firmar.",
            all_out="Deja fuera todo. Si firma, {coach} sabrá que no se puede entregar nada.",
            failed="La firma no ha funcionado en este navegador. Pruebe con otro, o dígaselo a {to_coach}.",
            signed="Firmado. Faltan dos cosas",
            send=("Envíelo a {to_coach}. Guarde el archivo y adjúntelo a su respuesta, o copie el texto en ella."),
            save="Guardar el archivo",
            copy="Copiar como texto",
            copied="Copiado",
            copy_by_hand="El texto está seleccionado: cópielo con Ctrl+C o ⌘C.",
            block="Su firma en forma de texto",
            words=(
                "Guarde estas seis palabras de control, en inglés. {Coach} le llamará y leerá lo que se puede entregar,"
                " y a quién, y después las palabras de control. Si algo es distinto, dígalo: entonces no sale nada."
            ),
            my_copy="Guardar mi copia",
            my_copy_hint=(
                "Quien abra su copia la puede leer: contiene el texto que usted aprobó. Guárdela en un lugar privado."
            ),
            rights=(
                "Puede retirar su consentimiento en cualquier momento: dígaselo a {to_coach}. Lo que ya se entregó no"
                " se puede recuperar."
            ),
            foot="Solicitud {code}. Esta página no contiene rastreadores y no puede conectarse a internet.",
            copy_title="Lo que he firmado",
            copy_at="Firmado el",
            copy_words="Palabras de control",
            copy_text="El texto que he aprobado",
            copy_nothing="(nada: se dejó fuera todo)",
            copy_proof="Para quien quiera comprobarlo",
        ),
    ),
    companion=CompanionTexts(
        title="Sobre el texto en {file}",
        released="Entregado el",
        purpose="Finalidad",
        recipient="Destinatario",
        sender="De",
        until="Se puede entregar hasta el",
        release="Número",
        agreed_by="Consentimiento",
        field="{name}: {value}",
        one_person="1 persona, por escrito",
        people="{count} personas, por escrito",
        grades=GradeTexts(
            message="una captura de un mensaje que cita el código; el coach responde de ella",
            email="un correo que cita el código; no está probado quién lo envió",
            room="firmado en el dispositivo del coach",
            paper="una hoja firmada que muestra las palabras de control del texto; se conserva escaneada",
            page="firmado en su propio navegador y comparado por teléfono",
            key="firmado con una clave que ya se conocía",
        ),
        signed_as="{grade}; firmado como {name}",
        with_key="{grade}; la clave {key}",
        key_given_up="{said}; esa clave se abandonó después, y el coach dice que el texto se firmó antes",
        works=WorkNames(coach="coaching", mentor="mentoría"),
        exactly=(
            "Se dio consentimiento por escrito para entregar este texto, carácter por carácter, solo a este"
            " destinatario y solo para esta finalidad. Por favor, no lo entregue a nadie más. El consentimiento se"
            " puede retirar en cualquier momento."
        ),
        no_name=(
            "Aquí solo figura un nombre si se firmó con él. El coach conoce a quien respondió por correo, en papel o"
            " con un mensaje, conserva la respuesta y responde de ella; ningún programa puede comprobarlo."
        ),
        digest="Para su departamento de informática: SHA-256 {digest}",
        how=(
            "Para comprobar que el archivo es el texto para el que se dio consentimiento, abra una terminal en la"
            " carpeta de los dos archivos y copie en ella esta línea:"
        ),
        says_ok=(
            "La respuesta es OK, o lo mismo en el idioma del ordenador. En macOS, escriba shasum -a 256 en lugar de"
            " sha256sum."
        ),
        by_hand=(
            "Para comprobar la firma del consentimiento {number} con {tool}, copie estas líneas. Reconstruyen lo que se"
            " firmó, con su copia del texto dentro; la firma solo encaja si ese es el texto para el que se dio"
            " consentimiento:"
        ),
        says="La respuesta es: {said}",
        in_one_step="CoachVault lo comprueba todo en un paso, y para eso no necesita ninguna caja fuerte:",
        explained=(
            "Su documentación (verify-a-release, en inglés) explica qué prueba esto y qué puede decir solo el coach. La"
            " última línea es para programas."
        ),
    ),
    recipient=RecipientTexts(
        withdrawn="""\
{today}

A: {recipient}

Recibió de mi parte un texto. Fecha: {days}. Finalidad: {purpose}.
El consentimiento para entregarlo se ha retirado hoy. Por favor, deje de usar el texto, no lo entregue a nadie y borre
todas las copias que tenga. Dígaselo también, por favor, a quien lo haya recibido de usted.

Para su departamento de informática: el SHA-256 del texto es
{digests}.

Por favor, confírmelo por escrito.
""",
        answer="""\
A: {recipient}

Gracias por preguntar. Lo que se dice en las sesiones es confidencial. Le recomiendo que pregunte directamente a la
persona: la mayoría tiene más que contar, y lo cuenta mejor, que un informe mío.

Si prefiere unas líneas por escrito, las preparo junto con la persona de que se trata. Salen solo tal como esa persona
las ha aprobado, palabra por palabra; eso lleva unos días, y puede que no se envíe nada. Lo que acordamos entre los
tres al principio lo puedo confirmar en cualquier momento.
""",
    ),
    copy=CopyTexts(
        labels=CopyLabels(
            by="para el",
            status="estado",
            code="nombre en clave",
            name="nombre",
            email="correo",
            phone="teléfono",
            address="dirección",
            private_channel="canal privado",
            emergency_contact="contacto de emergencia",
            language="idioma",
            remark="observación",
            keys="claves",
            road="cómo firma",
            born="fecha de nacimiento",
            begun="desde",
            until="hasta",
            kept_until="se conserva hasta",
            paid_by="pagado por",
            kind="tipo",
            tags="etiquetas",
            next_session="próxima sesión",
            sessions="sesiones",
            hours="horas",
            notes="notas",
            objectives="objetivos",
            sponsor_may_receive="la entidad patrocinadora puede recibir",
            reports="informes",
            reports_when="cuándo se informa",
            attendance="información sobre las fechas",
            limits="límites",
            in_coaching_log="en la relación de horas",
            executor_may_reach="quien tome el relevo puede contactarle",
            notice="información",
            signed="firmado",
            scan="SHA-256 del documento escaneado",
            minutes="minutos",
            to="a",
            purpose="finalidad",
            last_day="se puede entregar hasta el",
            asked="solicitado",
            left_as_it_was="se dejó así a pesar de un aviso",
            other_answered="respondió otra persona",
            compared="comparado por teléfono",
            passed_on="entregado",
            taken_back="retirado",
            your_answer="su respuesta",
            signed_as="firmado como",
            vouched_for="responde de ello",
            approved="párrafos que aprobó",
            wrote="lo que escribió",
            remarks="sus observaciones",
            accepted="aceptado a pesar de todo, porque",
            original="se conserva la respuesta misma",
            danger="peligro",
            evidence="indicios",
            advice="asesoramiento",
            name_needed_because="nombre necesario, porque",
            letter_delayed_because="carta aplazada, porque",
            letter_due="carta prevista para el",
            client_told="lo que se le dijo",
            passages="pasajes",
            said_at="dicho el",
            reason_for_client="motivo que se le da",
            on="el",
            letter_written="carta para usted escrita el",
            digest="SHA-256",
            what="qué",
            why="por qué",
            ground="sobre la base de",
        ),
        kinds=NoteKindNames(
            session="sesión",
            chemistry="primera conversación",
            supervision="supervisión",
            reflection="reflexión",
            admin="organización",
        ),
        ways=WayNames(
            message="mensaje",
            email="correo",
            room="en persona",
            paper="papel",
            page="página",
            key="clave",
        ),
        you="Usted",
        work="Nuestro trabajo",
        ratings="Sus valoraciones",
        actions="Lo que quería hacer",
        statuses=ActionStatusNames(open="pendiente", done="hecho", dropped="abandonado"),
        notes="Notas",
        texts="Textos propuestos o entregados",
        disclosures="Comunicado sin su consentimiento",
        register="Lo que dice el registro, palabra por palabra y en inglés",
        wording="{title}, versión {number}",
        agreed="{id}, lo que se acordó",
        proposed="{id} tal como se propuso el {day}, versión {version}",
        yes="sí",
        hours="{paid} pagadas, {pro_bono} gratuitas",
        destroyed="destruidas el {day}",
        no_end="sin fecha final",
        not_signed="no firmado tal como está",
        signed_scan="{day}, documento escaneado, el coach responde de ello",
        signed_word="{day}, el coach responde de ello",
        asked_you="{day}, {way}: usted",
        asked_at="{day}, {way}: usted, {address}",
        asked_other="{day}, {way}: otra persona a la que afecta",
        nothing="ninguno",
        passed_on="{day}, texto con SHA-256 {digest}",
        at_time="{day}, {time}",
        spoken="{when}, de palabra",
        written="{when}, por escrito",
        left_out="(omitido: nombra a otra persona)",
        title="Lo que se conserva sobre usted: {name}",
        everything="Esta es toda la parte de estos documentos que trata de usted, con cada versión de cada nota.",
        not_everything=(
            "Esto se conserva sobre usted en estos documentos, con cada versión de cada nota. Una parte se ha"
            " omitido: trata también de otras personas, o hay otro motivo legal."
        ),
        names_left_out="Los nombres de otras personas se han omitido en las líneas del registro.",
        elsewhere="Notas y textos sobre otras personas en los que figura usted, o una palabra de su nombre: {count}.",
        not_searched="Notas selladas sobre otras personas en las que no se buscó su nombre: {count}.",
        correct="Si algo no es correcto, dígalo: se añade su rectificación.",
        how_long=(
            "Donde nuestro trabajo ha terminado, esta copia dice hasta cuándo se conservan las notas. Lo demás se"
            " conserva mientras trabajamos juntos y, después, durante el tiempo que prevén mis reglas de conservación;"
            " pregúnteme por ellas."
        ),
        rights=(
            "Puede pedirme otra copia, una rectificación o el borrado, y retirar un consentimiento en cualquier"
            " momento. También puede reclamar ante la autoridad de control (en España, la AEPD) y acudir a los"
            " tribunales."
        ),
        handed_over=(
            "Notas sobre nuestro trabajo, {id}, del {begun} al {ended}. Se escribieron solo para mis ojos; ahora son"
            " suyas."
        ),
    ),
    sealed_page=SealedPageTexts(
        own_name="Español",
        instead=(
            "Esta página necesita un navegador con JavaScript en un ordenador: Edge, Chrome, Firefox o Safari. No"
            " necesita conexión a internet."
        ),
        cannot_open=(
            "Este navegador no puede abrir la página. Pruebe con otro, en un ordenador: Edge, Chrome, Firefox o Safari."
        ),
        damaged="Este archivo está dañado. Pídalo de nuevo o busque otra copia.",
        open="Abrir",
        opening="Abriendo…",
        stays="Lo que escribe se queda en este ordenador. La página no está conectada a nada.",
        print_page="Imprimir esta página",
    ),
    record_page=RecordPageTexts(
        title="Una copia para usted",
        intro="Pidió una copia de los datos que se conservan sobre usted. Solo la abre el código que le indicaron.",
        code="Su código",
        code_length="El código tiene 12 letras y cifras; este tiene {count}.",
        code_wrong="Ese código no abre esta página. Revise otra vez cada letra y cada cifra.",
        foot="Hecho el {day}.",
    ),
    custodians=CustodianTexts(
        sheet=SheetTexts(
            executor="Para la persona que toma el relevo",
            reader="Para una persona que lee junto con otras",
            vault="Caja fuerte {vault}",
            words_of="Palabras del {day}",
            print_it="Imprima esta página y borre después el archivo: quien tenga las palabras puede usarlas.",
            square=(
                "Las mismas palabras, una por línea, para un lector que escribe como un teclado. La cámara de un"
                " teléfono puede guardar lo que ve."
            ),
            square_title="Las palabras, una por línea",
            executor_opens=(
                "Con estas 24 palabras en inglés puede cumplir los deberes de la persona que le dio esta hoja: avisar a"
                " quienes acompaña y destruir lo que ha vencido. Las palabras abren nombres, datos de contacto y"
                " fechas, pero ninguna nota."
            ),
            executor_needs=(
                "Necesita esta hoja y una copia de los documentos: el portátil o una copia de seguridad. Junto a una"
                " copia de seguridad está el archivo READ-ME-FIRST.txt; empiece por él. Lleva a una página que se abre"
                " con estas palabras en cualquier navegador."
            ),
            executor_keeps=("Guarde la hoja donde nadie más la lea, y no junto a la copia de seguridad."),
            reader_opens=(
                "Con estas 24 palabras en inglés y las de las otras personas pueden abrir notas selladas en común: por"
                " un motivo serio, que queda registrado. Sus palabras por sí solas no abren nada."
            ),
            reader_needs=(
                "Necesita una copia de los documentos y tantas personas como se acordó. Después, alguien escribe esto"
                " en un ordenador que tenga el programa CoachVault: coachvault custodian open E1"
            ),
            reader_keeps="Guarde la hoja donde nadie más la lea, y no junto a la de otra persona.",
            once_a_year=(
                "Una vez al año, hagan en el ordenador del coach una prueba conjunta de las palabras: {command}"
            ),
        ),
        read_me="""\
LEA ESTO PRIMERO

Los archivos que están junto a este contienen documentos confidenciales sobre personas. Quien los llevaba le pidió
que tomara el relevo. Para el primer paso no hacen falta conocimientos técnicos ni ningún programa. Por mirar no se
puede estropear nada.

1. Tome la hoja con las 24 palabras numeradas en inglés que le dieron. Sin ella no se abre nada.
2. Abra el archivo executor.html con un doble clic. Se abre en el navegador (Edge, Chrome, Firefox, Safari).
   Hágalo en un ordenador, no en un teléfono. No hace falta conexión a internet.
3. Escriba las 24 palabras en el recuadro, separadas por espacios. Después pulse «Abrir».
4. Verá a quién llamar, los números de teléfono, cuándo es la próxima sesión y un mensaje que puede leer en voz
   alta o copiar. Empiece por arriba. Puede imprimir la página; guarde el papel bajo llave.
5. Diga a estas personas, y a nadie más, que las sesiones no pueden celebrarse. No lee ninguna nota; la página no
   contiene ninguna.

Más adelante, no hoy: la página indica quién ayuda con el ordenador. Algunos documentos deben destruirse en fechas
determinadas. Para eso hacen falta el programa CoachVault (gratuito, en inglés), un ordenador con Python y sus
palabras. Quien le ayude lo instala y escribe lo siguiente en esta carpeta; después le guía un menú numerado:
   coachvault --vault {vault} executor

Si no tiene la hoja o las palabras no abren la página: conserve los archivos y llame a la persona que le indicaron
para ayudarle, o a otra que también deba tomar el relevo. No envíe los archivos ni las palabras a nadie, y no
escriba las palabras en ningún sitio web.
""",
        page=ExecutorPageTexts(
            title="Para la persona que toma el relevo",
            intro=(
                "Le dieron una hoja con 24 palabras numeradas en inglés. Escríbalas aquí una tras otra, separadas por"
                " espacios. No importan las mayúsculas, y bastan las cuatro primeras letras de cada palabra."
            ),
            words="Las 24 palabras",
            count="Palabras escritas: {count} de 24",
            not_a_word="La palabra {number}, «{word}», no está en la lista. Compárela con la hoja.",
            how_many="Palabras escritas: {count}. La hoja tiene 24.",
            not_together=(
                "Todas estas palabras están en la lista, pero juntas no abren esta página. ¿Está alguna en otro lugar,"
                " o es la hoja para otra cosa?"
            ),
            first="Estas son las personas a las que hay que avisar. Lista del {day}.",
            first_of="Estas son las personas a las que hay que avisar. Lista del {day}. Consulta: {practice}.",
            call_each=(
                "Llame o escriba a cada persona de la lista, empezando por arriba. Puede leer el mensaje en voz alta o"
                " copiarlo."
            ),
            say_only="Diga que las sesiones no pueden celebrarse, y nada sobre otras personas.",
            not_today="Hoy no tiene que leer, ordenar ni borrar nada.",
            whom="A quién avisar",
            nobody="No hay que avisar a nadie: no hay ningún acompañamiento en curso.",
            copy="Copiar el mensaje",
            copied="Copiado.",
            marked="Seleccionado: pulse Ctrl+C (o Cmd+C).",
            good_to_know="Conviene saber",
            later="Más adelante",
            finished=(
                "Terminados y sellados: {count}. Estos documentos deben destruirse en fechas determinadas. Para eso"
                " hacen falta el programa CoachVault y alguien que ayude: coachvault executor"
            ),
            due="Vencidos cuando se hizo esta página: {count}.",
            foot="Hecho con CoachVault el {day}. La página no contiene ninguna nota.",
        ),
        letter=ExecutorLetterTexts(
            title="Carta",
            letter="""\
A la persona que toma el relevo

Consulta: {practice}
Archivo hecho el {made}: {archive}
Seis palabras de control de su libro, en inglés: {words}

De qué se trata
El archivo contiene los documentos confidenciales de una consulta de coaching, cifrados. Con las 24 palabras de su
hoja ve con quién contactar y qué ha vencido, y puede destruirlo. No puede leer las notas, ni tiene que hacerlo.

En la primera semana
1. Lea READ-ME-FIRST.txt, que está junto al archivo, y abra executor.html con sus palabras. Llame a las personas que
   aparecen allí.
2. Ponga el portátil y los discos con copias de seguridad en un lugar seguro. No restablezca, venda ni regale nada.
3. Llame a quienes figuran abajo en «A quién llamar»: seguro, organización profesional, supervisión.
4. No diga a nadie a quiénes acompaña el coach. Si un tribunal, la policía o un familiar pide notas, diga que no puede
   abrirlas, anote quién lo pidió y cuándo, y llame a la supervisión o a un abogado.
5. Compare las seis palabras de arriba con las que muestra esta orden. Son las mismas si no se ha cambiado nada; en
   cuanto se destruye algo, son otras, y el certificado lo dice:
      coachvault practice verify {file}

Más adelante
El archivo de calendario {calendar}, junto a esta carta, indica cuándo vence algo; no nombra a nadie y cualquier
calendario lo acepta. Ese día: coachvault --vault {file} executor
Lo que está bloqueado no se puede destruir, y usted no puede levantar un bloqueo. Si no sabe qué hacer, no haga nada y
pregunte.

Lo que conviene saber
{know}
""",
            no_name="(sin nombre)",
            no_know="No se anotó nada.",
            not_reached="No hay que contactar",
            agreed_on="{code}, acordado el {day}",
        ),
        facts=FactTexts(
            line="{name}: {value}",
            laptop="Portátil",
            backups="Copias de seguridad",
            helper="Quién ayuda con el ordenador",
            call="A quién llamar",
            others="Quién más debe tomar el relevo",
            executor="toma el relevo",
            reader="lee junto con otras personas",
            remark="Observación",
            client="Nombre en clave: {code}",
            telephone="Teléfono",
            next_session="Próxima sesión",
            at_time="{day} a las {time}",
            not_known="no se conoce",
            private_channel="Canal privado",
            mail="Correo",
            mail_of_others="Correo (otros pueden leerlo)",
            address="Dirección",
            emergency="En caso de emergencia",
            language="Idioma",
            not_reached="no hay que contactar; acordado el {day}",
        ),
    ),
    measures=MeasureTexts(
        names=MeasureNames(
            mindset="Actitud",
            morale="Ánimo",
            confidence="Confianza",
            commitment="Compromiso",
            ability="Capacidad",
        ),
        once="{name}: {last} (escala hasta {highest}; {until}).",
        over_time="{name}: de {first} a {last} (escala hasta {highest}; {since} a {until}).",
        quoted="Con mis palabras: «{words}»",
    ),
    frames=FrameTexts(
        progress=(
            "Acordamos estos objetivos:\n{objectives}\n\n"
            "Desde entonces:\n[lo que ha cambiado]\n\n"
            "Hasta el próximo informe:\n[lo que viene ahora]"
        ),
        closing=(
            "El coaching trató de estos objetivos:\n{objectives}\n\n"
            "Lo que se ha logrado:\n[lo que ha cambiado, con sus propias palabras]\n\n"
            "A partir de ahora:\n[lo que sigue]"
        ),
        handover=(
            "Acordamos estos objetivos:\n{objectives}\n\n"
            "Cómo están las cosas:\n[cómo están las cosas]\n\n"
            "Conviene saber:\n[lo que conviene saber]"
        ),
        own_words=(
            "Estos eran los objetivos:\n{objectives}\n\n"
            "Lo que ha cambiado para mí:\n\n"
            "Lo que hago hoy de otra manera:\n\n"
            "En lo que quiero seguir trabajando:"
        ),
    ),
    purposes=PurposeTexts(
        progress="informe de progreso",
        closing="informe final",
        handover="traspaso",
        own_words="informe con mis propias palabras",
    ),
    reasons=ReasonTexts(
        usual="los plazos de prescripción y las exigencias de las aseguradoras, de seis a siete años",
        own="figura en mis reglas de conservación, y con gusto se lo explico",
    ),
    rights=RightsTexts(
        yours=(
            "Puede pedirme una copia de los datos que conservo sobre usted, su rectificación o su borrado, y retirar un"
            " consentimiento en cualquier momento. También puede reclamar ante la autoridad de control (en España, la"
            " AEPD) y acudir a los tribunales."
        ),
        theirs=(
            "{client} puede pedir una copia de estos datos, su rectificación o su borrado, retirar un consentimiento en"
            " cualquier momento, reclamar ante la autoridad de control (en España, la AEPD) y acudir a los tribunales."
        ),
    ),
    agreement=AgreementTexts(
        title=ByRole(coach="Acuerdo de coaching", mentor="Acuerdo de mentoría"),
        client="Persona acompañada",
        sponsor="Entidad patrocinadora",
        coach=ByRole(coach="Coach", mentor="Mentoría"),
        whoever=ByRole(coach="la persona que acompaña", mentor="la persona que acompaña"),
        objectives="Objetivos",
        open="se acuerdan en la primera sesión",
        receives="La entidad patrocinadora puede recibir",
        nothing="nada",
        only_signed="Cada texto sale solo cuando {client} ha dado su consentimiento exactamente a ese texto.",
        attendance="{sponsor} puede conocer las fechas y el número de sesiones.",
        no_attendance="{sponsor} no conoce las fechas ni el número de sesiones.",
        limits="Límites de la confidencialidad",
        usual_limits="Lo dicho es confidencial, salvo peligro grave para una persona u orden judicial.",
        log=(
            "{client} da su consentimiento para que el nombre, el contacto, el período y las horas figuren en una"
            " relación de horas que la entidad acreditadora puede consultar."
        ),
        no_log=(
            "{client} no da su consentimiento para figurar en una relación de horas que la entidad acreditadora puede"
            " consultar."
        ),
        executor=(
            "Si {coach} no puede seguir, una persona designada conoce el nombre, los datos de contacto, el contacto de"
            " emergencia y la próxima sesión, para poder avisar, y no puede leer ninguna nota. Esto se refiere a:"
            " {client}."
        ),
        no_executor=(
            "Si {coach} no puede seguir, nadie debe contactar con {client}: las listas y cartas para una persona"
            " designada muestran un nombre en clave en lugar del nombre y los datos de contacto. Técnicamente, las"
            " palabras de acceso secretas que tiene esa persona podrían abrir de todos modos la lista de nombres."
        ),
        notice="Protección de datos",
        usual_notice=(
            "Las notas y los datos de contacto sirven solo para este trabajo; {coach} los conserva cifrados en su"
            " propio equipo. Tras el fin del trabajo se conservan el tiempo que digan las reglas de conservación, que"
            " se pueden consultar en cualquier momento; después corresponde destruirlos. {rights}"
        ),
        signature="Fecha y firma",
    ),
    attendance=AttendanceTexts(held="Sesiones celebradas: {count}"),
    kept=KeptTexts(
        until=(
            "Se conservan hasta el {until}. Desde ese día corresponde destruirlas; si algo se opone a ello, por ejemplo"
            " un litigio, se conservan más tiempo, y el motivo queda registrado."
        ),
        for_ever="Se conservan sin límite de tiempo.",
    ),
    end=EndTexts(
        letter=(
            "Hola, {name}:\n\n"
            "Nuestro trabajo en común terminó el {ended}. Gracias por la confianza que puso en él.\n\n"
            "Mis notas están ahora selladas: solo las leo si hay un motivo serio, y cada lectura queda registrada."
            " {kept} Por qué se conservan: {because}.\n\n"
            "Siguen siendo tan confidenciales como antes. Si desea una copia de los datos que conservo sobre usted, o"
            " que se borren antes, escríbame, por favor.\n\n"
            "Le deseo lo mejor.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Hola, {name}:\n\n"
            "El {asked} usted me pidió que borrara los datos que conservo sobre usted. El {done} borré:"
            "\n{erased}\n\n"
            "Esto queda, y por qué:\n{stays}\n\n"
            "Dónde pueden estar todavía esos datos:\n{copies}\n\n"
            "Si no está de acuerdo con lo que queda, dígamelo. También puede reclamar ante la autoridad de control (en"
            " España, la AEPD) y acudir a los tribunales.\n\n"
            "Gracias por la confianza que puso en nuestro trabajo.\n\n"
            "{coach}\n"
        ),
        erased_notes="- mis notas sobre nuestro trabajo, del {first} al {last}: {count}",
        erased_releases="- textos redactados o presentados para su aprobación que nunca salieron: {count}",
        erased_contacts="- sus datos de contacto en mi lista de direcciones",
        kept_releases=Counted(
            one="- un texto cuya entrega usted aprobó, con su consentimiento como prueba",
            many="- {count} textos cuya entrega usted aprobó, con su consentimiento como prueba",
        ),
        kept_as_party=Counted(
            one="- un texto sobre otras personas que se le presentó, con su respuesta: pertenece a ellas",
            many="- {count} textos sobre otras personas que se le presentaron, con sus respuestas: pertenecen a ellas",
        ),
        kept_disclosures=Counted(
            one="- una constancia de lo que tuve que comunicar sin su consentimiento, y por qué",
            many="- {count} constancias de lo que tuve que comunicar sin su consentimiento, y por qué",
        ),
        kept_mentions=Counted(
            one="- su nombre, o una parte de él, aparece también en una nota sobre otras personas",
            many="- su nombre, o una parte de él, aparece también en {count} notas sobre otras personas",
        ),
        kept_hours=(
            "- fechas y duración de nuestras sesiones, con un nombre en clave y sin el suyo: prueban mi experiencia"
        ),
        kept_register="- mi registro de lo que salió, a quién y por qué, y de este borrado",
        kept_address="- en ese registro: la dirección a la que fue una solicitud",
        kept_ground=(
            "- en ese registro: el destinatario y el motivo de una comunicación hecha sin su consentimiento, y los"
            " indicios en que se basó"
        ),
        copies_clean="- Que yo sepa, ninguna copia de seguridad ni otra copia los contiene ya.",
        copies_left=Counted(
            one="- Una copia aún los contiene. La limpiaré o la destruiré.",
            many="- {count} copias aún los contienen. Las limpiaré o las destruiré.",
        ),
        files_left=Counted(
            one="- Un archivo legible, por ejemplo una carta o un formulario, sigue en mi equipo. Lo borraré a mano.",
            many=(
                "- {count} archivos legibles, por ejemplo cartas y formularios, siguen en mi equipo. Los borraré a"
                " mano."
            ),
        ),
        by_hand="- Lo impreso, y los correos en un buzón, se tienen que borrar a mano.",
    ),
    farewell=FarewellTexts(
        letter=(
            "Hola, {name}:\n\n"
            "{ends} Gracias por la confianza que puso en nuestro trabajo.\n\n"
            "Mis notas están selladas. {kept} Por qué se conservan: {because}. Siguen siendo tan confidenciales como"
            " antes. {knows}\n\n"
            "Si desea una copia de los datos que conservo sobre usted, o que se borren antes, escríbame ahora, por"
            " favor: solo yo puedo hacerlo. {later}\n\n"
            "Le deseo lo mejor.\n\n"
            "{coach}\n"
        ),
        ends=ByRole(
            coach="Pongo fin a mi actividad como coach.",
            mentor="Pongo fin a mi actividad de mentoría.",
        ),
        knows=(
            "Quien me sustituya conocerá su nombre, sus datos de contacto, su contacto de emergencia y la próxima"
            " sesión, y no podrá leer ninguna nota."
        ),
        barred=(
            "Como acordamos el {since}, quien me sustituya verá un nombre en clave en lugar de su nombre y sus datos de"
            " contacto, y no deberá contactar con usted. Técnicamente, las palabras de acceso secretas que tiene esa"
            " persona podrían abrir de todos modos la lista de nombres; no abren ninguna nota."
        ),
        executor_later=(
            "Más adelante me sustituirá {executor} y destruirá las notas cuando haya pasado el plazo de conservación:"
            " no antes, y sin poder leerlas ni copiarlas."
        ),
        somebody="una persona de mi confianza",
        nobody_later="Todavía no se ha designado a nadie que pueda responderle en mi lugar.",
        readers_later=(
            "Por un motivo grave, {quorum} personas de mi confianza pueden abrir las notas, solo juntas; el motivo"
            " queda registrado."
        ),
    ),
    disclosure=DisclosureTexts(
        letter=(
            "Hola, {name}:\n\n"
            "Hay algo que debe saber por mí y por nadie más.\n\n"
            "Lo que usted me cuenta queda conmigo, salvo en dos casos: un peligro grave para una persona o una orden"
            " judicial. El {day} se dio uno de ellos. Comuniqué lo siguiente, y nada más (destinatario:"
            " {recipient}):\n\n"
            "{text}\n\n"
            "Por qué lo hice: {reason}\n\n"
            "Consta en mi registro. {rights} Por último, puede dirigirse a mi organización profesional.\n\n"
            "Si desea hablar de ello, aquí me tiene.\n\n"
            "{coach}\n"
        ),
        danger="Tenía razones serias para creer que alguien corría un grave peligro.",
        court="Un tribunal lo ordenó.",
        recipients=DisclosureRecipients(
            agreed="la persona que habíamos acordado",
            hr="la persona acordada en su organización",
            body="mi organización profesional",
            government="una autoridad pública",
            emergency="los servicios de emergencia",
            court="un tribunal",
        ),
    ),
    stand_in=StandInTexts(
        message=(
            "Hola, {name}. Me llamo {writer}. Le escribo porque {coach} no puede atender sus próximas citas y me lo ha"
            " pedido. Lo que usted le contó sigue siendo confidencial: no lo puedo leer. Dígame cuál es la mejor manera"
            " de contactar con usted si desea ayuda para encontrar a otra persona."
        ),
        coach=ByRole(coach="su coach", mentor="su mentor"),
        writer="__________",
    ),
)

SPANISH = typeset(_TEXTS)
