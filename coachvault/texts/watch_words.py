"""Words that may say something about a person's health or family, in English, German, French and Spanish.

What lives here: how such words begin, and how a coach's own list is added to them. What must not: rules about texts.

A word stands for every word that begins with it, in any case and with any accents. `flu!` is `flu` alone, `^kind`
counts only with a capital, `père` only with its accent (else every English *mere* and *peregrine* would count), and in
`sick leave` all but the last are whole words. `~maladroit` is harmless, although `malad` would count in it. A comma or
a line end parts two entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

HEALTH = "health"
FAMILY = "family"
CATEGORIES = (HEALTH, FAMILY)

_WHOLE, _CAPITAL, _HARMLESS = "!", "^", "~"

_HEALTH = {
    "en": """
        addict, adhd!, alcohol, allerg, alzheimer, ambulance, anaemi, anemi, anorexi, antidepress, anxiety, arthriti
        asthma, autis, back pain, bipolar, blood pressure, bulimi, burn out!, burned out!, burnout, burnt out!, cancer
        cardiac, cardiolog, chemotherap, chronic pain, chronically ill!, clinic!, clinics!, concussion, convalesc
        counselling, covid, dementia, depressi, depressed, detox, diabet, diagnosed with!, diagnosis, disabilit
        disabled, disease, doctor!, doctors!, dyslexi, eating disorder, endometrio, epilep, fertility, fibromyalg
        flu!, hallucinat, headache, health condition, health issue, health problem, heart attack, heart condition
        hepatitis, hiv!, hospital!, hospitals!, hospitalis, hospitaliz, hysterectom, ill!, illness, in pain!, infertil
        injur, insomni, ivf!, leukaem, leukem, lupus, mastectom, medical, medicat, medicine, menopaus, mental health
        migraine, miscarr, nervous breakdown, neurodiver, neurolog, occupational health, ocd!, oncolog, overdose
        panic attack, parkinson, physician, physiotherap, pneumonia, postnatal, postpartum, pregnan, prescribed
        prescription, psychiatr, psychotherap, ptsd!, radiotherap, rehab, relapse, schizo, sclerosis, self harm, sick
        sleeping pill, suicid, surgeon, surger, symptom, therap, transplant, trauma, tumor, tumour, unfit for work
        unwell, wheelchair
    """,
    "de": """
        adhs!, alkohol, angststörung, angstzust, arbeitsunfah, arthrose, arzt!, arzte!, arzten!, arztes!, arztin
        arztlich, asperger, attest!, bandscheib, behindert!, behinderung, blutdruck, bluthochdruck, chemotherap
        chronisch krank, darmerkrank, demenz, dialyse, drogen, entzugsklinik, epilept, erkaltung, erkrank, erschopft!
        erschopfung, essstorung, fehlgeburt, fieber!, gehirnersch, genesen, genesung, gesundheit, grippe!, gynakolog
        hausarzt, herzinfarkt, herzkrank, herzprobl, hirnblut, hirntum, impfung, infektion, kinderwunsch, klinik
        krank, krebs!, krebsdiag, krebserk, leukami, magersucht, medikament, medizin, multiple sklerose, nervenzusamm
        notarzt, notaufnahme, onkolog, operiert, orthopad, panikatt, pflegebedurf, pflegefall, pflegegrad, posttraum
        psychisch, psychopharm, psychose, psychosomat, reha!, rehaklinik, ruckenschm, schizoph, schlaflos, schlafstör
        schlaganf, schmerzen!, schwanger, schwerbehind, selbstmord, selbstverl, sprechstundenhilf, suchtberat
        suchtkrank, suchtprobl, suizid, tablette, unfruchtbar, wechseljahr, wiedereinglied
    """,
    "fr": """
        accident du travail, accouche, alcool, angoisse, anxiete, anxieu, arret de travail, arret maladie, arthrose
        asthm, avc!, avortement, bipolair, boulimi, cardiaque, chimioth, chimio!, chirurg, conge maladie
        conges maladie, dermatolog, desintox, diagnostique, douleurs!, drogue, demence, dépendance à, en arret!
        enceinte!, endometri, epileps, epuisée!, epuisé!, epuisement, fatigue chronique, fausse couche, fecondation
        fibromyalgi, fievre, grippe!, grossesse, gynecolog, handicap, hopita, hospitalis, hypertension, infarctus
        infirmi, insomnie, invalidité, ivg!, kinesi, kiné, lombalgi, malad, ~maladress, ~maladroit, mal de dos
        medecin, medicament
        mi temps therapeut, neurolog, nevros, oncologue, opérée!, opéré!, ordonnance, orthophon, palliatif, palliatifs
        pma!, problème de santé, problèmes de santé, psychanal, psy!, pédiatr, rechute, reeducation, remission, rhumat
        santé, sclerose, seropositi, sida!, souffrance, suicidair, surmenage, toxicoman, traitement medic, traumatis
        troubles anxieux, troubles du sommeil, tumeur, urgences!, vaccin
    """,
    "es": """
        abort, accidente laboral, adicci, adicto, adicta, alerg, ansiedad, ansiolit, artrit, artros, asma!, asmat
        baja laboral, baja medica, baja por, cancer, cefalea, cesarea, cirug, ciruj, clinica!, de baja!, demencia
        depresi, deprimi, desmay, discapac, dislexi, dolencia, dolor!, dolores de, droga, embaraz, enferm, epilepsia
        esclerosis, esquizo, farmac, fibromialg, fiebre, fisioterap, fractura, gripe!, hepatiti, hipertens, ictus!
        incapacidad, infarto, infeccion, ingresad, insomnio, jaqueca, leucemi, logoped, medico!, medica!, medicos!
        medicas!, medicac, medicin, menopausi, migrana, minusval, neumoni, neurolog, oncolog, panico!, parto!
        pastillas, pediatr, posparto, psicofarm, psicosis, psicoterap, psicologa!, psicologo!, psiquiat, quimioterap
        quirofan, quirurg, radioterap, recaida, rehabilit, reumat, salud!, seropositi, sintoma, suicid, tabaquismo
        terapia, terapeut, toxicoman, trastorn, tratamiento medico, tumor, urgencias!, vacuna, vih!
    """,
}

_FAMILY = {
    "en": """
        adopted child, adopted daughter, adopted son, adoptive, alimony, aunt!, aunts!, babies, baby, bereave
        boyfriend, breastfe, bride!, bridegroom, brother!, brothers!, child!, childbirth, childcare, childhood
        childless, children, cohabit, cousin, custody, dad!, dads!, daddy, daughter, divorc, domestic violence
        engaged to, ex husband, ex wife, families, family, father, fiance, foster child, foster parent, funeral
        girlfriend, godchild, godfather, godmother, grandchild, granddaughter, grandfather, grandma, grandmother
        grandpa, grandparent, grandson, her partner!, her son!, his partner!, his son!, husband, in laws!, kid!, kids!
        life partner, marital, marri, maternity, mom!, moms!, mother!, mothers!, motherhood, mum!, mums!, mummy
        my partner!, my son!, nephew, newborn, niece, nursery, orphan, parent, ~parent compan, paternity, pram!
        relative of!
        schoolchild, separated from!, sibling, sister!, sisters!, her sons!, his sons!, my sons!, spous, stepchild
        stepdaughter, stepfather, stepmother, stepson, their son!, toddler, twins!, uncle!, uncles!, wedding, widow
        wife, wives
    """,
    "de": """
        adoptiv, alimente, alleinerzieh, beerdig, begrabnis, brautigam, bruder!, bruders!, brudern!, bruderlich
        drillinge, ehebruch, ehefrau, ehekrise, eheleute, ehemann, ehepaar, ehepartn, eheprobl, ^ehe!, eltern, enkel!
        enkelin, enkelkind, entbindung, exfrau, exmann, familie!, familien, familiär, festen freund, geburt!, geschieden
        geschwister, grosseltern, grossmutter, grossvater, hausfrau, heirat, hochzeit, ihr mann!, ihren mann!
        ihrem mann!, ihr partner!, kinderbetreu, kinderlos, kindergart, ^kind!, ^kinder!, ^kindern!, ^kindes!, kita!
        lebensgefahrt, lebenspartner, mama!, mein mann!, meine frau!, seine frau!, seiner frau!, ^mutter
        ~muttergesellschaft, ~mutterkonzern, neffe
        nichte, ^oma!, ^opa!, onkel, patchworkf, patenkind, pflegeeltern, pflegekind, scheidung, schwager!, schwagerin
        schwiegere, schwiegerm, schwiegers, schwiegert, schwiegerv, schwester!, schwestern!, sohn!, sohne!, sohnes!
        sohnen!, sorgerecht, stiefk, stiefm, stiefs, stieft, stiefv, tante!, tanten!, tochter!, tochtern!, todesfall
        ^trauer!, trauerfall, trauung, ^trennung!, unterhaltszahl, unehelich, ^vater!, ^vaters!, vaterschaft, verheirat
        verlobt, verlobung, verstorben, verwandte!, verwandten!, verwitwet, waisen, witwe, zwilling
    """,
    "fr": """
        accouchement, adoptif, adoptive, allaite, beau frere!, beau pere!, beaux parents!, belle fille!, belle mere!
        belle soeur!, bébé, celibataire, compagne!, compagnon!, concubin, conge maternite, conge parental
        conge paternite, conjoint!, conjointe!, conjugal, couple conj, creche!, creches!, deces!, décédé, deuil!
        ecole maternelle, en couple!, enfant, enterrement, epouse!, epoux!, ex femme!, ex mari!, famille, familial!
        familiale!, familiales!, familiaux!, fiancaill, fiancé, fille!, filles!, fillette, fils!, fiston
        foyer familial, frère!, frères!, funéraill, garde alternee, garde d enfants!, garde des enfants!, gendre!
        grossesses!, jumeau!, jumeaux!, jumelle!, jumelles!, leur couple!, ma femme!, maman!, mari!, mariage, marié!
        mariée!, mariés!, maternel!, maternité, monoparent, ~maison mère, ~maisons mères, mère!, mères!, naissance
        neveu, nounou, nourrice
        nourrisson, nièce, obseques, oncle!, orphelin, papa!, parents!, paternité, pension alimentaire, petite fille!
        petits enfants!, petit fils!, père!, pères!, proche aidant, puericult, sa femme!, scolarité des enfants
        séparé!, séparée!, soeur!, soeurs!, son couple!, tante!, veuf!, veuve, vie de couple, vie de famille
    """,
    "es": """
        abuel, adoptivo, adoptiva, bautizo, bebé, boda!, bodas!, casada!, casado!, casarse!, conyug, crianza, cuna!
        cunada!, cunado!, divorci, duelo!, entierro, esposa!, esposas!, esposo!, esposos!, exmarido, exmujer, familia!
        familias!, familiares!, fallecid, fallecimiento, funeral, gemelo, gemela, guarderia, hermana!, hermanas!
        hermano!, hermanos!, hermanastr, hija!, hijas!, hijo!, hijos!, hijastr, huerfan, infancia, lactancia
        luna de miel!, luto!, madrastra, madre!, madres!, madrina, mamá!, marido, maternidad, matrimoni, mi mujer!
        mi pareja!, monoparental, nacimiento, nieta!, nietas!, nieto!, nietos!, niñera, niña!, niñas!, niño!, niños!
        novia!, novio!, novios!, nuera!, nupcial, orfandad, padrastro, padre!, padres!, padrino, papá!, parient
        paternidad, patria potestad, pension alimenticia, prometida!, prometido!, recién nacid, separacion matr
        sobrina!, sobrino!, sobrinos!, soltera!, soltero!, su mujer!, su pareja!, suegr, tutela, viud
        violencia domestica, yerno
    """,
}


def merged(own: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Returns the watch words by category, all languages together, with a coach's own additions and removals.

    Args:
        own: Words by category. One with a leading `-` takes away whatever of ours it begins with: `-depression` takes
            `depressi`. A `!` and a `^` mean what they mean here.

    Raises:
        ValueError: A category is none of ours.
    """
    if unknown := set(own) - set(CATEGORIES):
        raise ValueError(f"not a category of watch words: {', '.join(sorted(unknown))}")
    return {category: _merged(_OURS[category], own.get(category, ())) for category in CATEGORIES}


def bare(word: str) -> str:
    """Returns a watch word without its marks, in small letters, as it is compared with another."""
    return " ".join(word.strip().strip(_WHOLE + _CAPITAL + _HARMLESS).split()).casefold()


def _merged(ours: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    gone = {bare(word.strip()[1:]) for word in own if word.strip().startswith("-")}
    added = [" ".join(word.split()) for word in own if bare(word) and not word.strip().startswith("-")]
    kept = [word for word in ours if not any(_stands_for(word, each) for each in gone)]
    return tuple(dict.fromkeys([*kept, *added]))


def _stands_for(ours: str, word: str) -> bool:
    return word == bare(ours) or (not ours.endswith(_WHOLE) and word.startswith(bare(ours)))


def _parted(lists: Mapping[str, str]) -> tuple[str, ...]:
    words = (word.strip() for text in lists.values() for word in re.split(r"[,\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))


_OURS = {HEALTH: _parted(_HEALTH), FAMILY: _parted(_FAMILY)}
