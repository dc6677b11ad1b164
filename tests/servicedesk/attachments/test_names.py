"""What a file of a stranger is called."""

import pytest
from django.utils import translation

from servicedesk.attachments.names import MAX_NAME_LENGTH, extension_of, harmless_name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("factuur.pdf", "factuur.pdf"),
        ("Mijn   factuur (2).PDF", "Mijn factuur (2).pdf"),
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ('a"b;c$(d).pdf', "a_b_c_(d).pdf"),
        (".htaccess", "file.htaccess"),
        ("...", "file"),
        ("", "file"),
        ("con.pdf", "_con.pdf"),
        ("Zoë’s foto.jpg", "Zoë’s foto.jpg"),
        ("зоя.pdf", "зоя.pdf"),
        ("x.p d/f", "f"),
    ],
)
def test_a_name_becomes_harmless(given: str, expected: str) -> None:
    with translation.override("en"):
        assert harmless_name(given) == expected


def test_a_very_long_name_is_cut_and_keeps_its_end() -> None:
    name = harmless_name("x" * 300 + ".pdf")

    assert (len(name), name[-6:]) == (MAX_NAME_LENGTH, "xx.pdf")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a.PDF", "pdf"),
        ("a.pdf.exe", "exe"),
        ("a\u202efdp.exe", "exe"),
        ("pdf", ""),
        ("a.pdf ", "pdf"),
        ("a.pdf\x00", "pdf"),
    ],
)
def test_the_last_end_of_a_name_counts(given: str, expected: str) -> None:
    assert extension_of(given) == expected
