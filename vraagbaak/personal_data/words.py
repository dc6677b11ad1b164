"""Word lists that tell names from other words; all folded: lower case without accents."""

import unicodedata


def folded(word: str) -> str:
    """Without case and accents, so that "Çelik", "CELIK" and "celik" are one."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PREFIXES = words("""
    van von vom zu zum zur de der den des het t s ten ter te la le les el al da das dos do di du del
    della bin ben ibn abu op in aan bij onder over uit voor d l
""")
"""Between a given name and a surname, and part of the surname."""

TITLES = words("""
    dhr hr heer meneer mijnheer mevr mevrouw mw mej mejuffrouw juffrouw fam familie mr mrs ms herr frau
    madame monsieur mme dr drs ir ing prof dokter bc
""")

ORGANISATION_WORDS = words("""
    bv nv vof vve bvba stichting vereniging cooperatie maatschap gemeente provincie ministerie
    waterschap woningstichting woningcorporatie corporatie bank verzekeringen holding groep groupe gmbh
    ltd inc
""")
"""A name with one of these is an organisation's; its parts are common words."""

ADDRESSEES = words("""
    heer heren dames dame mevrouw meneer mijnheer klant klanten lid leden inwoner inwoners bewoner
    bewoners lezer lezers bezoeker bezoekers collega collegas team teams gemeente medewerker medewerkers
    helpdesk servicedesk allemaal iedereen mensen mens ouder ouders verzorger verzorgers college raad
    redactie bestuur directie vereniging afdeling relatie relaties vraagsteller aanvrager aanvragers
    huurder huurders burger burgers student studenten ondernemer ondernemers organisatie stichting
    klantenservice burgerzaken balie receptie secretariaat administratie geachte beste allen daar weer
    dag wereld sir madam sirs customer customers colleague colleagues member members resident residents
    all everyone there reader readers applicant tenant damen herren kunde kunden kollegen zusammen
    nogmaals even hallo hoi ja nee ik u uw je we wij s r servicepunt loket kantoor vraagbaak voorzitter
    burgemeester wethouder directeur minister president notaris service support office council
    department desk nederland groet groeten groetjes namens medewerkster beheerder secretaris
    penningmeester bedankt dank alvast vriendelijke hartelijke regards verzonden sent paspoort graag mvg
    ps nb
""")
"""Who is greeted, or signs, without a name."""

ORGANISATION_ENDINGS = tuple(
    words("""
        commissie raad bestuur vereniging afdeling team dienst desk balie loket stichting redactie service corporatie
        kantoor administratie beheer leden bewoners huurders
    """)
)
"""Endings of the names of parts of an organisation."""

NATIONALITY_PREFIXES = tuple(
    words("""
        nederland belg duits frans engel turk marok syri pool pols amerika brit spaan span itali oekra
        europe russ chin indi surina afgha irak iran eritre somal antill portug grie roem bulga hong dutch
        german french english turkish polish syrian american british
    """)
)

COMMON_WORDS = words("""
    bakker boer brouwer visser smit smid meijer koning prins keizer graaf hertog jager kok koster kuiper
    schipper timmerman slager dekker molenaar wever snijder schilder schoenmaker metselaar wachter
    meester rechter schepen burger heer vrouw man kind vader moeder broer zus neef oom vriend buur
    buurman gast waard ridder soldaat schutter bode kramer koopman koper verkoper tuinman ploeger
    ridders snijders bakkers brouwers kuipers schippers timmermans jagers boeren engels fransen frans
    duits hollander vlaming zeeuw fries pool deen schot turk spanjaard engelsman vrijman huisman veerman
    zeeman postma dienaar dokter leraar bisschop paus monnik berg bergen bos bosch boom bomen brink
    horst beek laan linden linde eik wal kamp kerk heuvel dam dijk veen veld velden hoek dal daal land
    akker tuin wei weide hof hoeve poort brug bruggen straat weg pad sluis zee meer plas poel vliet
    vaart rijn maas schelde toren burg slot kuil put woud haag heg gras klaver doorn struik tak blad vos
    haan hond wolf beer leeuw vogel vink kraai duif haas hert mug mol otter das valk arend haring vis
    paard ram roos bloem blom appel peer pruim noot kers wijn bier water sneeuw regen storm wind zon
    maan ster hemel steen zand goud zilver ijzer merel hazel heide viola jasmijn fleur lotus iris els
    olijf groen groot grote groote klein kleine lang lange wit witte zwart zwarte bruin rood geel blauw
    grijs jong jonge oud oude nieuw nieuwe rijk arm vroom wijs wijze goed goede best beste mooi mooij
    schoon sterk snel stil stille recht krom rond breed hoog hoge laag diep vol leeg droog nat warm koud
    zuur zoet bitter rein vrij vrede trouw hoop geloof liefde dood leven gerust ernst zuid noord oost
    west buiten binnen boven beneden midden eerste derde maandag dinsdag woensdag donderdag vrijdag
    zaterdag zondag maart april mei juni juli augustus september oktober november december januari
    februari jan feb aug sep okt nov dec winter zomer lente herfst dag nacht morgen avond post markt pot
    pan ketel hamer spijker zaal huis kamer deur brand vuur vlam hand hart hoofd voet been mond bank
    kist tas zak hoed mantel kous kroon ploeg kool kooi vlieger school bus ton toon lot bas lies jet
    noor wil rob mark bart teun riet trees cor dien door floor guus leen lien puck sterre stad dorp
    bloemen wagen wiel bal will may june rose grace joy hope faith bill art rich dick frank king young
    brown white black green hill wood woods field stone price long short baker cook carter turner mason
    hunter fisher bell banks bush day knight law page read sharp small swift wise cross church house
    smith taylor miller gross kurz bauer koch richter weber schneider fischer becker konig kaiser sommer
    stein engel schwarz weiss jung alt neu an al bo do jo ed ko ro ad na om dan per nu toe los
""")
"""Surnames and given names that are also common words."""

STREET_ENDINGS = tuple(
    words("""
        straat laan weg plein hofje hof kade gracht singel dreef pad steeg dijk plantsoen erf baan burcht
        boulevard donk brink meent beemd park straße strasse platz allee gasse street road avenue lane
    """)
)

NO_STREETS = words("""
    snelweg onderweg vliegbaan loopbaan bijbaan gerechtshof fietspad voetpad stappenpad levenspad
    rijbaan weg baan park pad hof straat laan plein erf dijk kade gracht street road
""")
"""Words with such an ending that are no street names."""

NO_STREET_FIRST = words("""
    adres mijn ons onze postcode woning huisnummer nummer kamer appartement wij ik woonadres in op naar
    aan bij voor over uit flat huis my our bezorgadres verhuisadres huisadres verhuisd wonend woonachtig
    woz-waarde waarde
""")
"""Capitalised words before a street that are no part of its name."""

NO_NUMBERED_STREET = words("""
    artikel bijlage hoofdstuk pagina stap fase versie windows januari februari maart april mei juni juli
    augustus september oktober november december lijn bus tram kamer balie verdieping etage zone
    categorie groep niveau nummer deel boek titel afdeling paragraaf lid wet stb loket regel vraag
    formulier model tabel figuur team klas week dag jaar kwartaal schijf norm iso nen en version step
    page chapter article annex blok postbus
""")
"""Words that are followed by a number without being a street."""
