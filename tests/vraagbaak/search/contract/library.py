"""The library that modelsearch's backend tests ask about: books, their people, meetings and a few animals."""

from datetime import date, time
from typing import Any

from modelsearch.test.testapp.models import (
    AgendaItem,
    Author,
    Book,
    Character,
    Meeting,
    MPAnimal,
    Novel,
    NSAnimal,
    ProgrammingGuide,
    Speaker,
)

TOLKIEN, MARTIN, ASIMOV = "J. R. R. Tolkien", "George R.R. Martin", "Isaac Asimov"
BORN = {TOLKIEN: date(1892, 1, 3), MARTIN: date(1948, 9, 20), ASIMOV: date(1920, 1, 2)}

EARTH, WESTEROS = "Middle Earth", "Westeros"
FRODO, BILBO = "Frodo Baggins", "Bilbo Baggins"

# key, title, author, published, pages, setting, people (the first is the protagonist)
NOVELS = [
    (1, "The Hobbit", TOLKIEN, date(1937, 9, 21), 310, EARTH, [BILBO, "Thorin Oakenshield"]),
    (2, "The Fellowship of the Ring", TOLKIEN, date(1954, 7, 29), 423, EARTH, [FRODO, BILBO]),
    (3, "The Two Towers", TOLKIEN, date(1954, 11, 11), 352, EARTH, [FRODO, BILBO]),
    (4, "The Return of the King", TOLKIEN, date(1955, 10, 20), 440, EARTH, [FRODO, BILBO]),
    (5, "A Game of Thrones", MARTIN, date(1996, 8, 1), 694, WESTEROS, ["Arya Stark"]),
    (6, "A Clash of Kings", MARTIN, date(1998, 11, 16), 768, WESTEROS, ["Arya Stark"]),
    (7, "A Storm of Swords", MARTIN, date(2000, 1, 8), 973, WESTEROS, ["Arya Stark"]),
    (10, "Foundation", ASIMOV, date(1951, 6, 1), 255, "The Galaxy", ["Hari Seldon"]),
]

GREENFELDS = ["Daniel Roy Greenfeld", "Audrey Roy Greenfeld"]
GUIDES = [
    (8, "JavaScript: The good parts", ["Douglas Crockford"], date(2008, 5, 1), 153, "js"),
    (9, "JavaScript: The Definitive Guide", ["David Flanagan"], date(2011, 5, 10), 1096, "js"),
    (11, "Learning Python", ["Mark Lutz", "David Ascher"], date(2013, 6, 6), 1160, "py"),
    (12, "Two Scoops of Django 1.11", GREENFELDS, date(2017, 4, 17), 555, "py"),
    (13, "The Rust Programming Language", ["Carol Nichols", "Steve Klabnik"], date(1999, 6, 26), 440, "rs"),
]


def build() -> None:
    for key, title, author, published, pages, setting, people in NOVELS:
        novel = Novel(id=key, title=title, publication_date=published, number_of_pages=pages, setting=setting)
        add_novel(novel, author, people)
    for key, title, authors, published, pages, language in GUIDES:
        guide = ProgrammingGuide(id=key, title=title, publication_date=published, number_of_pages=pages)
        guide.programming_language = language
        guide.save()
        guide.authors.set([author_named(name) for name in authors])
    book = Book.objects.create(
        id=14, title="Programming Rust", publication_date=date(1999, 12, 1), number_of_pages=622
    )
    book.authors.set([author_named("Jim Blandy"), author_named("Jason Orendorff")])
    add_meetings()
    add_animals()


def add_novel(novel: Novel, author: str, people: list[str]) -> None:
    novel.save()
    novel.authors.set([author_named(author)])
    characters = [Character.objects.create(name=name, novel=novel) for name in people]
    novel.protagonist = characters[0]
    novel.save()


def author_named(name: str) -> Author:
    return Author.objects.get_or_create(name=name, defaults={"date_of_birth": BORN.get(name)})[0]


def add_meetings() -> None:
    Meeting.objects.create(name="Breakfast yoga", start_time=time(8, 0))
    Meeting.objects.create(name="Evening yoga", start_time=time(19, 0))
    stand_up = Meeting.objects.create(name="Stand-up meeting", start_time=time(9, 30))
    topic = AgendaItem.objects.create(meeting=stand_up, topic="Stories of the day")
    Speaker.objects.create(agenda_item=topic, name="Arthur Doyle")


def add_animals() -> None:
    kinds: tuple[Any, ...] = (MPAnimal, NSAnimal)
    below = {"Mammal": "Animal", "Reptile": "Animal", "Dog": "Mammal", "Cat": "Mammal"}
    for kind in kinds:
        kind.add_root(name="Animal")
        for name, parent in below.items():
            kind.objects.get(name=parent).add_child(name=name)
