"""Words that people are called by and that mean something else, in English, German, French and Spanish.

What lives here: lists. What must not: rules about texts. All are written without accents.
"""

from __future__ import annotations

_ORDINARY = """
    abbey able after again ago aide aides aime aimes air alas alba all alle allen aller alles alma almas also alta
    alto always amber ami amie amies amis amparo and andere anders angel angels any april are art arts ash asi aside
    auch auf aura auras aus aussi auto avis avril bach back bain bains baker ball band banda bands bank banks bar
    barber bark barn bas base basil bauer baum bay beach beam bean beans bear beau been beer bei bekannt bel bell
    bella bellas belle belles bells bench berg berge berry best bien big bill bills bin bird birds bis bishop black
    blanc blanca blancas blanche blanches blanco blancos blank blau bleu block bloom blossom blue boden bogen bold
    bolt bon bond bonds bonheur bonne bonnet book books borne bosch bosque boss both bowl box brace branch brand
    braun brav brave breit brook brooks brother brown bruder brun brunnen brush buch buche buck bucks buena buenas
    bueno buenos bunch bunt burg bush but butcher butler button buy cage call camino campos can candy cane car cara
    caras carmen carrera carries carry carter casa casas case cash castillo castro cela ces cet chance chandler
    chapel charity charme chase chastity chef cher chers chief church clair claire claires clara claras clay cliff
    close cloud clouds coach coin coins comer como con conde constance consuelo cook cool cooper copper coral corde
    corn cortes costa costas could cour cours court crane creed cross crown cruces cruz cuesta cui custodia dale dan
    dank dann dans dar das dass date dawn day days dean dear dein deja dejas delicia dem den dent dents der des
    desire destiny deux dia diamond dias did die dies does dolores domingo don donde dons doux dove drake dream drew
    droit drum duke dulce dulces dumm dunn durant earl early east easter eau eben edge eins eisen ella ellas elle
    elles ende engel ente era ernst erst es escudero ese espada esperanza esperanzas esta estas este estrella
    estrellas ete eux ever faith fall fallen falls fare farmer farmers fast fein feld felder feliz fels fern feuer
    few field fields fin finch finger fink fire fischer fish fisher flamme fleischer fleur fleurs flint flor flores
    flower flowers fluss for ford forest forster fort forte fortes fortune foster fox frank frau free freeman frei
    french freund freunde frey friend frisch froh fromm frost fruh fuchs fue fuente fuentes fur gabel gage gans ganz
    garden garner gates gay gem gene genes genesis gentil georgia gerber get gift gil glas glass gloria gold good
    goode gordo got gott grab grace gracia gracias graf grand grande grandes grands grant grants gras grau gray
    green grey gris gros gross grosse groves grun guerra guerras guerrero guerrier guide gut gute guy had hale half
    hall halls hals hand handy hans happy hard harmony hart has hase haupt haus have haven hawk hay haze hazel head
    heath heather heaven held hell her herbst herd heritage hero herr herrero herz hier hill hills hin hirsch his
    hoch hof hoffe hoffen hogar hold holiday holly holt holz honor honour hope hopes horn how hoy huerta hug humble
    hummel hund hung hunt hunter husband ice iglesias ihm ihn ihr immer indigo ingles inn iris island ist ivory ivy
    jade jager jasmine jeans jet jetzt jeune jewel joie joli jolie jolly journey joy juge july june jung junge jungs
    junior juste justice kaiser kann kaufmann keen keller kern key keys kind kinder king kings kirsch kiss klar
    klein knapp knecht knight koch konig kopf kraft kramer kreuz krieg krone kunst kurz lace laden lady lago lake
    lamb lamm lance land landes lands lane lang lange largo lark las last laurel laurie law lawn leader leal leben
    leer legend leger lehrer leicht leo les less let leur lever levy liberty libre lich licht lieb liebe lieben lien
    liens lily linde linden line link links lion lis lobo loin lois long longs lord los loup love low lowe loyal
    luces luck lucky luft luna luz maestro mag mai maier main maire maires mais major makepeace maler man manger
    mann marble march marchand marco marcos mari marie marin marina marine marins mark marker market marks marsh
    marshal marshall mas mason master masters mate maurer may mayo mead meadow means media meer mein melody mensch
    mercado mercados merci mercy merit mes mesa mesas meta metas metzger meunier mild miles mill miller mills min
    mina minas mine minor mira miras miss mit moi moine molina monde monk montag monte moon moore moral morales
    morgen mountain mouse mrs mund must mut mutter muy nada nah nail nations near neu neuf never new nice nicht nick
    nieves night nino noble noch noel noir nomas non nord norma normal normas north nos note nous nuit nun nunca nur
    oak obst ocean odd oder off ohm olive oliver olivier ont orange oro oui our out own pace page pages palm paloma
    par paris park parker pas pascal pastor pat patience paz peace pearl pena penas penny pepper perl perla pero
    petit petits peu pfeffer pie piece piedra pierre pierres pike pilar pile pine pink pino plante plantes plata
    plus pole pool poor pope porte porter post pot potter pour power powers precious presley price pride priest
    prieto prince princess prior promise prudence puente pure put que queen qui quick quill rain ramos rand rash rat
    raven ray rays real recht reed reich reid reina reis remedios rey reyes rice rich richter rico ricos rio rios
    river rivera rivers rob robe robin roca rock rode roi rojas rojo roland roman romance romane romanos romans root
    roots rosa rosario rosas rose rosen roses rot roth rouge roy rubio ruby ruhe ruhig run rush sage sagen sailor
    sale salz same sample sand sands sang sans santa santo santos sanz satt sauer say schade schafer schatz schiff
    schild schlecht schmal schmied schneider schnell schon schreiber schumacher schuster schutz schwarz schwarzer
    see sein seine selten senior ser serena ses set shall sharp sharpe shaw she shepherd shore short should shy sich
    sie sierra signe signes silver simple sin sind sine singer sky small smart smile snow sol sola solange soledad
    solo sommer son song songs sonne sonntag sonny sons soto soy spark spear speck spring springer stahl stamm star
    stark stars stein step stern stille stock stolz stone stones storm story stout strange strass strauch street
    strong stuck stunde style such sudden suite summer sun sunday sunny sur sus sweet swift tag tage taille talent
    tan tanner tante tapfer teich temple ten terra terre terres teufel than the then they tiens tier tierra tierras
    tod toll too toro torre torres tous tout trace trans traum travers treasure tres treu trinidad trinity true
    truman trust tucker turner two una und unity uns urban use usher vaca vale valle valor van vater vent veras
    verdad vers vert very vetter victoria vida vidas vie viejo vigil ville vin vincent vines virtue vogel voll vom
    von vos wahl wahr wald walk walker wall walls war ward warm was wasser water waters way web weber weeks weg
    weich wein weiss weit welch well wells welt wenig wenn were werk west what wheeler while white who why wie wild
    wilder will wille wills win wind winter wir wirt wise wolf wolke won wood woods woody word words worth wren
    wunsch wurst yes you young your zahl zahn zart zeit ziegler zimmer zimmermann zona zonas zorn zucker zum zur
"""

ORDINARY = frozenset(_ORDINARY.split())
"""A part of a name that is one of these is a name only with a capital."""

_NOT_NAMES = """
    mr mrs ms miss mx dr prof professor phd mba msc dipl ing med rer nat herr frau fraulein doktor mme mlle monsieur
    madame mademoiselle docteur maitre sr sra srta senor senora senorita don dona jr snr esq sir dame rev van der
    den de del della di da do dos das du des la le les el los las von vom zu zum zur af av al bin ibn ter ten und
    and et y e hr ceo cfo coo cto coach manager director team personal direktor leiter leiterin chefin husband wife
    partner spouse mother father mum mom dad son daughter brother sister neighbour neighbor aunt uncle cousin
    girlfriend boyfriend fiance fiancee parents ehemann ehefrau partnerin mutter sohn tochter schwester freundin
    nachbar nachbarin tante onkel eltern femme conjoint conjointe mere pere fils fille frere soeur ami amie voisin
    voisine compagnon compagne marido esposo esposa mujer pareja madre padre hijo hija hermano hermana amigo amiga
    vecino vecina
"""

NOT_NAMES = frozenset(_NOT_NAMES.split())
"""What stands in or beside a name and names nobody: titles, particles, posts and relations."""

_LEGAL_FORMS = """
    ag asbl bv co company corp corporation cie ev eg gbr ggmbh gmbh group gruppe groupe grupo holding inc kg kgaa kft
    limited llc llp ltd mbh nv oy plc sa sas sarl scop se sl slu spa srl ug und and et y the
"""

LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
"""What ends the name of an organisation and is left away when people speak of it."""

_GENERIC = """
    academie academy agence agencia agency agentur akademie american amt association asociacion banco bank banque
    british bundesamt city clinic college commission council department deutsche ecole escuela espagnole espanola
    europaische european europeenne first foundation francaise fondation fundacion general generale global hochschule
    hospital institut institute instituto international klinikum landkreis mairie ministere ministerio ministerium
    ministry municipality national nationale north office osterreichische royal scandinavian school schule schweizer
    schweizerische service services societe south stadt state stiftung swiss union united universidad universitat
    universite university verband verein ville west
"""

GENERIC = frozenset(_GENERIC.split())
"""How names of organisations begin; alone, such a word speaks of none of them."""
