import pytest

from vraagbaak.exchange.translations import without_language


@pytest.mark.parametrize(
    ("external_id", "language", "bare"),
    [
        ("irma-nl-item1", "nl", "irma-item1"),
        ("irma-en-item1", "en", "irma-item1"),
        ("faq.NL", "nl", "faq"),
        ("en/paspoort", "en", "/paspoort"),
        ("nl/paspoort", "nl", "/paspoort"),
        ("handleiding", "de", "handleiding"),
        ("onderneming", "en", "onderneming"),
        ("nl", "nl", "nl"),
        ("a-nl-b-nl", "nl", "a-b-nl"),
    ],
)
def test_language_is_taken_out_of_an_id_only_where_it_stands_alone(external_id, language, bare):
    assert without_language(external_id, language) == bare
