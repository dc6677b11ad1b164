import pytest

from vraagbaak.promotion.personal_data import without_personal_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail mij op jan.jansen@post.example.", "Mail mij op […]."),
        ("Bel 06-12345678 na zessen", "Bel […] na zessen"),
        ("Bel +31 20 624 1111 na zessen", "Bel […] na zessen"),
        ("Mijn rekening is NL91 ABNA 0417 1643 00.", "Mijn rekening is […]."),
        ("Mijn BSN is 111222333.", "Mijn BSN is […]."),
        ("Ik woon op 1234 AB 12", "Ik woon op […]"),
        ("Rekening nl91abna0417164300 graag", "Rekening […] graag"),
        ("Rekening NL91-ABNA-0417-1643-00 graag", "Rekening […] graag"),
        ("Op BE68 5390 0754 7034 VOOR morgen", "Op […] VOOR morgen"),
        ("BSN 111.222.333 of 111 222 333", "BSN […] of […]"),
        ("Ik woon op 2511cv 12", "Ik woon op […]"),
        ("Woning 12 bis, 2511CV is van mij", "Woning […] is van mij"),
        ("Woning 12-A, 2511 CV is van mij", "Woning […] is van mij"),
        ("Groet, Fatima de Vries", "Groet, […]"),
        ("groet, FATIMA", "groet, […]"),
    ],
)
def test_personal_data_is_removed(text: str, expected: str) -> None:
    assert without_personal_data(text, names=["Fatima de Vries", "Fatima"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 betaalt u 1.250 euro.",
        "Artikel 7:225 van het Burgerlijk Wetboek",
        "Open van 9.00 tot 17.00 uur",
        "Neem formulier W-4 mee.",
        "Zaaknummer 123456789 is geen BSN.",
        "NL00 ABNA 0417 1643 00 klopt niet",
    ],
)
def test_near_misses_stay(text: str) -> None:
    assert without_personal_data(text) == text
