"""From an answer in HTML, Markdown or plain text to the blocks of a page."""

import re

import pytest

from vraagbaak.exchange import cleaning
from vraagbaak.exchange.blocks import answer_blocks
from vraagbaak.exchange.cleaning import UnusableAnswerError
from vraagbaak.exchange.rows import FaqRow


def blocks(answer: str, answer_format: str = "html") -> list[dict]:
    row = FaqRow(
        number=1, external_id="a", language="nl", question="?", answer=answer, answer_format=answer_format
    )
    return answer_blocks(row)


def text(answer: str) -> str:
    [block] = blocks(answer)
    assert block["type"] == "text"
    return block["value"]


@pytest.mark.parametrize(
    ("html", "shaped"),
    [
        ("<p>Een.</p>\n\n<p> </p><p><br></p><p>Twee.</p>", "<p>Een.</p><p>Twee.</p>"),
        ("Los <em>woord</em>.", "<p>Los <i>woord</i>.</p>"),
        ("Een.<br><br> Twee.<br>Drie.<br>", "<p>Een.</p><p>Twee.<br>Drie.</p>"),
        (
            "Zo:<ul class='x'><li> a</li><li>b</li></ul><br>Dan",
            "<p>Zo:</p><ul><li> a</li><li>b</li></ul><p>Dan</p>",
        ),
        ("<h2>A</h2><h4>B</h4><h2>C</h2>", "<h3>A</h3><h4>B</h4><h3>C</h3>"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3>", "<h3>A</h3><h4>B</h4><h4>C</h4>"),
        ("<h5>A</h5><h2></h2>B", "<h3>A</h3><p>B</p>"),
        ("<div><section><p>A</p>B</section></div>", "<p>A</p><p>B</p>"),
        (
            "<ul><li><p>A</p><p>B</p><ul><li>C</li></ul></li></ul>",
            "<ul><li>A<br>B<ul><li>C</li></ul></li></ul>",
        ),
        ("<blockquote><p>A</p><p>B</p></blockquote>", "<blockquote>A<br>B</blockquote>"),
        ("<pre>a &lt; b\n  c</pre>", "<p><code>a &lt; b<br>  c</code></p>"),
        ("<dl><dt>A</dt><dd>B</dd></dl>", "<p>A</p><p>B</p>"),
        ("A<hr>B", "<p>A</p><hr><p>B</p>"),
        ("<p>Zie <img src='x' alt='het loket'>.</p>", "<p>Zie het loket.</p>"),
        ("<p>20<sup>e</sup> <span lang='en'>century</span></p>", "<p>20<sup>e</sup> century</p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("5 &lt;b&gt; 6", "<p>5 &lt;b&gt; 6</p>"),
        ("<p>Niet <b>dicht", "<p>Niet <b>dicht</b></p>"),
    ],
)
def test_html_takes_the_shape_of_our_rich_text(html, shaped):
    assert text(html) == shaped


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.nl/x?a=1", True),
        ("http://example.nl", True),
        ("mailto:post@example.nl", True),
        ("tel:+31612345678", True),
        ("/contact", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt&#58;alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
    ],
)
def test_only_links_that_lead_somewhere_safe_are_kept(href, kept):
    expected = f'<p><a href="{href}">Lees</a></p>' if kept else "<p>Lees</p>"

    assert (
        text(f'<p><a href="{href}" onclick="x()" style="color:red" target="_blank">Lees</a></p>') == expected
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe src='https://example.nl'>x</iframe>",
        "<style>p{display:none}</style>",
        "<!-- <b>x</b> -->",
        "<a href='https://x'></a>",
        "<p></p><h2> </h2><ul></ul>",
    ],
)
def test_answer_of_which_nothing_safe_is_left_is_refused(attack):
    with pytest.raises(UnusableAnswerError, match="nothing is left"):
        blocks(attack)


def test_description_of_an_image_cannot_smuggle_html_in():
    assert (
        text("""<img alt="<script>alert(1)</script>">x""") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;x</p>"
    )


@pytest.mark.parametrize("tag", ["blockquote", "ul><li", "b", "table><tr><td"])
def test_html_nested_without_end_is_refused_and_not_followed(tag):
    with pytest.raises(UnusableAnswerError, match="nested more than 40 deep"):
        blocks(f"<{tag}>" * 3000 + "x")


def test_table_stands_between_the_texts_as_a_block_of_its_own():
    html = (
        "<p>Vooraf</p><table><caption>Tarieven</caption><thead><tr><th>Wat</th><th>Prijs</th></tr></thead>"
        "<tbody><tr><th scope='row'>Paspoort</th><td><p>€ 88</p><p><a href='/x'>Meer</a></p></td></tr>"
        "<tr><td>ID</td></tr></tbody></table><p>Achteraf</p>"
    )

    assert blocks(html) == [
        {"type": "text", "value": "<p>Vooraf</p>"},
        {
            "type": "table",
            "value": {
                "caption": "Tarieven",
                "columns": [{"type": "text", "heading": "Wat"}, {"type": "text", "heading": "Prijs"}],
                "rows": [
                    {"values": ["<p>Paspoort</p>", '<p>€ 88</p><p><a href="/x">Meer</a></p>']},
                    {"values": ["<p>ID</p>", ""]},
                ],
            },
        },
        {"type": "text", "value": "<p>Achteraf</p>"},
    ]


def test_cells_that_span_leave_the_columns_in_line():
    html = (
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td>e</td><td colspan=999999>f</td></tr></table>"
    )

    [table] = blocks(html)

    rows = [row["values"] for row in table["value"]["rows"]]
    assert {len(row) for row in rows} == {31}
    assert [row[:3] for row in rows] == [
        ["<p>a</p>", "<p>b</p>", ""],
        ["", "<p>c</p>", "<p>d</p>"],
        ["<p>e</p>", "<p>f</p>", ""],
    ]


def test_table_inside_a_list_comes_after_the_list():
    kinds = [block["type"] for block in blocks("<ul><li>A<table><tr><td>B</td></tr></table></li></ul>C")]

    assert kinds == ["text", "table", "text"]


def test_markdown_is_one_block_as_it_was_written():
    assert blocks("# Kop\n\n<script>x</script>", "markdown") == [
        {"type": "markdown", "value": "# Kop\n\n<script>x</script>"}
    ]


def test_plain_text_keeps_its_lines_and_paragraphs_and_shows_its_signs():
    assert blocks("Een <b>\r\nTwee\n\n\nDrie", "text") == [
        {"type": "text", "value": "<p>Een &lt;b&gt;<br>Twee</p><p>Drie</p>"}
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Een.</p>\n <p>Twee\n  drie &amp; &lt;vier&gt;.</p>",
        "<p> <b>Let</b> <i>op</i>:<br>20<sup>e</sup>. </p><p> </p><p><br></p><p><b></b></p>",
        "<p>Een.<br><br>Twee.<br></p><p>“Drie” &quot;vier&quot; 'vijf' é</p>",
        "<p>Een\u00a0</p><p>&nbsp;</p>\u00a0<p>Twee</p>",
        "<p><b>Niet dicht</p><p>Twee</p>",
    ],
)
def test_plain_paragraphs_need_no_tree_and_come_out_the_same(html, monkeypatch):
    short = blocks(html)
    monkeypatch.setattr(cleaning, "PLAIN_PARAGRAPHS", re.compile("never"))

    assert short == blocks(html)
