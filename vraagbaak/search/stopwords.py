"""Stop words: those that every text has, and those that make a sentence a question."""

from functools import lru_cache

from whoosh.lang.stopwords import stoplists

from vraagbaak.search.analysis import fold, stem

QUESTION_WORDS = {
    "nl": "hoe hoelang hoeveel hoever kan kun kunt kunnen mag mogen moet moeten wil willen wilt wat waar waarom waarmee"
    " waarvoor wanneer welk welke wie wordt word worden ga gaat gaan krijg krijgt krijgen mijn m'n ons onze jouw je"
    " jullie uw u heb hebt heeft hebben ben bent is zijn was doe doet doen graag even alstublieft aub svp weten"
    " iets iemand eigenlijk nou toch wel dan als of om te bij via voor door dit dat deze die er",
    "en": "how can could do does did may might must should would will what where when why which who whom whose my our"
    " your i we you me us get want need please know is are be a an the to of for in on if it this that",
    "de": "wie kann können könnte darf dürfen muss müssen soll sollte will möchte was wo wann warum weshalb welche"
    " welcher welches wer wen wem mein meine meinen unser ihr sie ich wir man bitte gibt ist sind wird werden bekomme",
    "fr": "comment puis peut peux pouvez dois doit devez faut veux voudrais que quoi qu où quand pourquoi quel quelle"
    " quels quelles qui mon ma mes notre nos votre vos je j nous vous est-ce est sont y il elle on avoir être fait",
}


def listed_stop_words(language: str) -> frozenset[str]:
    """The words that every text has, as they are written."""
    return frozenset(stoplists.get(language, ()))


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """The stems of all stop words and question words, as the index holds them."""
    written = [*listed_stop_words(language), *QUESTION_WORDS.get(language, "").split()]
    return frozenset(stem(fold(word), language) for word in written)
