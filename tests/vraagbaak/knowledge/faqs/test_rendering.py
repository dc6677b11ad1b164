import time

import pytest

from tests import factories
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import (
    answer_markdown,
    answer_text,
    plain_text,
    render_answer,
    render_markdown,
)

TABLE = {
    "columns": [{"type": "text", "heading": "Document"}, {"type": "text", "heading": "Kosten"}],
    "rows": [
        {"values": ["<p>Paspoort</p>", "<p>€ 83,87</p>"]},
        {"values": ["<p>ID-kaart</p>", "<p>€ 78,89</p>"]},
    ],
}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Neem **mee**: *pasfoto*", "<p>Neem <strong>mee</strong>: <em>pasfoto</em></p>"),
        ("[balie](https://a.nl/x_(1))", '<p><a href="https://a.nl/x_(1)" rel="noopener">balie</a></p>'),
        ("[balie][1]\n\n[1]: /balie/", '<p><a href="/balie/" rel="noopener">balie</a></p>'),
        ("![pasfoto](https://elsewhere.example/foto.png)", "<p>pasfoto</p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("```\n<b>x</b>\n```", "<pre><code>&lt;b&gt;x&lt;/b&gt;\n</code></pre>"),
        ("كيف 🛂\0", "<p>كيف 🛂</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert render_markdown(text) == html


def test_headings_begin_at_h3_and_skip_no_level() -> None:
    html = render_markdown("# Een\n\n#### Twee\n\n## Drie\n\n# Vier")

    assert html == "<h3>Een</h3>\n<h4>Twee</h4>\n<h4>Drie</h4>\n<h3>Vier</h3>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>hallo", "<p>hallo</p>"),
        ("[klik](javascript:alert(1))", '<p><a rel="noopener">klik</a></p>'),
        ('<b onclick="x()" style="color:red">vet</b>', "<p><b>vet</b></p>"),
        ('<iframe src="https://elsewhere.example"></iframe>af', "<p>af</p>"),
        ('<img src=x onerror="alert(1)">af', "<p>af</p>"),
        ("[x](data:text/html,boe)", '<p><a rel="noopener">x</a></p>'),
    ],
)
def test_injected_html_is_made_safe(text: str, html: str) -> None:
    assert render_markdown(text) == html


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "<a ", "**a ", "`a ", "<div>", ">", "1. "])
def test_a_long_text_is_rendered_in_seconds(piece: str) -> None:
    begun = time.monotonic()

    render_markdown((piece * 20_000)[:20_000])

    assert time.monotonic() - begun < 10


def test_plain_text_keeps_paragraphs_items_and_rows_apart() -> None:
    html = """
      <h3>Meenemen</h3><p>Neem  mee:<br>twee dingen</p>
      <ol><li>pasfoto</li><li>oud <b>paspoort</b></li></ol><ul><li><p>geld</p></li></ul>
      <table><tr><th>Document</th><th>Kosten</th></tr><tr><td>Paspoort</td><td>€ 83,87</td></tr></table>
      <pre>a
  b</pre><script>alert(1)</script>"""

    assert plain_text(html) == (
        "Meenemen\n\nNeem mee:\ntwee dingen\n\n1. pasfoto\n2. oud paspoort\n\n- geld\n\n"
        "Document | Kosten\nPaspoort | € 83,87\n\na\n  b"
    )


@pytest.fixture
def faq(base: object) -> object:
    answer = [
        ("text", "<p>Maak een <b>afspraak</b>.</p>"),
        ("markdown", "## Kosten\n\nZie [de balie](/balie/)."),
    ]
    page = factories.FaqPageFactory(parent=base, answer=answer)
    page.answer.append(("table", page.answer.stream_block.child_blocks["table"].to_python(TABLE)))
    page.save()
    return FaqPage.objects.get(pk=page.pk)


def test_an_answer_is_html_markdown_and_plain_text(faq: object) -> None:
    html = render_answer(faq)

    assert "<b>afspraak</b>" in html
    assert "<h3>Kosten</h3>" in html
    assert answer_markdown(faq) == (
        "Maak een **afspraak**.\n\n### Kosten\n\nZie [de balie](/balie/).\n\n"
        "| Document | Kosten |\n| --- | --- |\n| Paspoort | € 83,87 |\n| ID-kaart | € 78,89 |"
    )
    assert answer_text(faq) == (
        "Maak een afspraak.\n\nKosten\n\nZie de balie.\n\n"
        "Document | Kosten\nPaspoort | € 83,87\nID-kaart | € 78,89"
    )


def test_an_answer_without_blocks_is_empty(base: object) -> None:
    page = factories.FaqPageFactory(parent=base, answer=[])

    assert (render_answer(page), answer_markdown(page), answer_text(page)) == ("", "", "")
