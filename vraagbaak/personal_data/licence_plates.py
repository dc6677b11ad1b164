"""Licence plates."""

import re
from collections.abc import Iterator

from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.spans import Span, after, before, group_span

PLATE_SHAPES = [
    "XX9999",
    "9999XX",
    "99XX99",
    "XX99XX",
    "XXXX99",
    "99XXXX",
    "99XXX9",
    "9XXX99",
    "XX999X",
    "X999XX",
    "XXX99X",
    "X99XXX",
    "9XX999",
    "999XX9",
]
PLATE = re.compile(
    r"(?<![\w-])(?:[A-Za-z]{1,3}|\d{1,3})([- ])(?:[A-Za-z]{1,3}|\d{1,3})\1(?:[A-Za-z]{1,3}|\d{1,3})(?![\w]|-\w)"
)
BARE_PLATE = re.compile(r"(?<![\w-])(?=[A-Z0-9]{6}(?!\w))(?=[A-Z0-9]*\d)[A-Z0-9]{6}")
FOREIGN_PLATE = re.compile(r"(?<![\w-])(?:[12]-[A-Z]{3}-\d{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4})(?![\w-])")
VEHICLE_BEFORE = re.compile(
    r"(?<!\w)(?i:kenteken\w*|auto|auto's|wagen|voertuig\w*|scooter|motor|brommer|bromfiets|camper|caravan|aanhanger|bus|busje"
    r"|bestelbus|parkeer\w*|geparkeerd|leaseauto|license plate|licence plate|car|kennzeichen|nummerplaat)(?!\w)"
)


def licence_plates(text: str) -> Iterator[Span]:
    """All Dutch formats: with dashes and capitals anywhere, otherwise only where a vehicle is mentioned."""
    for match in PLATE.finditer(text):
        is_plain = match[1] == "-" and match[0] == match[0].upper()
        if is_plate(match[0]) and (is_plain or speaks_of_vehicle(text, match)):
            yield group_span(match, PersonalKind.PLATE)
    for match in BARE_PLATE.finditer(text):
        if is_plate(match[0]) and speaks_of_vehicle(text, match):
            yield group_span(match, PersonalKind.PLATE)
    for match in FOREIGN_PLATE.finditer(text):
        if speaks_of_vehicle(text, match):
            yield group_span(match, PersonalKind.PLATE)


def is_plate(written: str) -> bool:
    shape = "".join("9" if character.isdigit() else "X" for character in written if character.isalnum())
    if shape not in PLATE_SHAPES:
        return False
    parts = re.split("[- ]", written)
    return len(parts) == 1 or all(part.isdigit() or part.isalpha() for part in parts)


def speaks_of_vehicle(text: str, match: re.Match[str]) -> bool:
    around = f"{before(text, match.start(), 80)} {after(text, match.end(), 40)}"
    return bool(VEHICLE_BEFORE.search(around))
