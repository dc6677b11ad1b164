"""Dutch function words, written out: what search engines do about a language is mostly about these."""


def words_of(text: str) -> list[str]:
    return text.split()


FUNCTION_WORDS = words_of(
    "de van het een en in is dat op te u voor met zijn aan niet om dan als ook bij uw of door kan naar er "
    "maar uit die moet wij wordt worden dit over tot deze hebt nog geen heeft wat zo mag alleen na kunt onze "
    "moeten binnen zonder tijdens omdat wanneer zelf daarna eerst altijd al wel iemand anders per tussen"
)

CONTENT_WORDS = words_of(
    "aanvraag gemeente paspoort afspraak kosten vergunning adres verhuizing identiteitskaart rijbewijs balie "
    "formulier bewijs aanvragen betalen verlengen wijzigen doorgeven ophalen opzeggen inzien meenemen besluit "
    "bezwaar termijn werkdagen inkomen uitkering toeslag huur woning huis straat wijk parkeren auto fiets afval "
    "container milieustraat grofvuil hond belasting kwijtschelding aanslag rekening schuld bijstand werk zorg "
    "mantelzorg hulp kind school leerling vervoer sport vereniging subsidie evenement markt winkel horeca "
    "terras geluid overlast melding boom park groen water riool kabel weg verkeer bord drempel lamp bouw "
    "verbouwing dakkapel schuur tekening monument erfpacht grond kavel notaris huwelijk partner geboorte "
    "overlijden naam akte uittreksel register persoon gegevens privacy stem verkiezing raad burgemeester "
    "ondernemer bedrijf personeel contract klacht vraag antwoord brief bericht website dienst loket sluiting "
    "lidmaatschap contributie bijdrage verzekering pensioen jaar maand datum nummer document kopie handtekening"
)

OPENINGS = (
    "Hoe kan ik",
    "Hoe kan ik mijn",
    "Wanneer moet ik een",
    "Waar kan ik de",
    "Wat kost een",
    "Wat moet ik doen als",
    "Mag ik zonder",
    "Krijg ik een",
    "Wie betaalt de",
    "Waarom heb ik geen",
)

ONSETS = words_of("b bl br d dr f fl g gl gr h j k kl kn kr l m n p pl pr r s sch sl sp st str t tr v w z zw")
VOWELS = words_of("a aa e ee i ie o oo oe u uu ei ij ou ui eu")
CODAS = (
    "",
    "",
    "",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "cht",
    "lf",
    "nd",
    "nk",
    "rk",
    "st",
)
ENDINGS = ("", "", "", "", "en", "er", "ing", "heid", "baar", "tie", "ig", "je")
LINKS = ("", "", "", "s", "s", "en")
