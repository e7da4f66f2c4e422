"""What a document is made of: title apart from body, identity, outlet, language, time, place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from barograph.documents import make_document
from barograph.documents.addresses import canonical_url, registrable_domain
from barograph.documents.datelines import find_dateline
from barograph.documents.dates import parse_instant
from barograph.documents.languages import detect_language
from barograph.documents.pages import Page, read_html
from barograph.documents.paragraphs import MOST_CHARACTERS
from barograph.records import Document, RawItem, SetAside

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Envoys return to Oslo - Herald</title>
<meta property="og:title" content="Envoys return to Oslo"><meta property="og:site_name"
content="Herald"><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"datePublished": "2019-06-13T10:30:00+02:00"}]}</script>
<link rel="canonical" href="https://www.herald.example/world/envoys?utm_source=x"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article>
<h1>Envoys return to Oslo</h1>
<p>OSLO, June 13 (Herald) - Envoys of both governments returned to the Norwegian capital on
Thursday for a third round of talks about the border, which has been shut since the spring.</p>
<h2>“Worse by the week”</h2>
<p>The foreign minister said relations had grown “worse by the week” since the ambassador
was sent home, and that his government would wait for an apology before it opened the road.</p>
<p>A fourth round is to be held in Geneva next month, officials on both sides said.</p>
</article><footer><p>Subscribe to our newsletter for all the news of the day.</p></footer>
</body></html>"""


def make(seen: datetime, body: str = "", **fields: object) -> Document:
    known = {"location": "x", "published": "2019-06-13", "body": body} | fields
    document = make_document(RawItem(**known), seen)  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def test_a_text_gives_title_subheadings_and_paragraphs_apart(seen: datetime) -> None:
    text = (
        "\nEnvoys say ties ‘worse by the week’\n\nThe envoys met in Oslo.\n\n"
        "A road stays shut\n\n“It’s shut,” one said.\nThey parted.\n"
    )
    document = make(seen, text)
    assert document.title == "Envoys say ties ‘worse by the week’"
    assert document.text.split("\n\n")[:2] == ["The envoys met in Oslo.", "A road stays shut"]
    assert "“It’s shut,” one said." in document.text
    assert document.content.startswith(f"{document.title}\n\n{document.text}")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The envoys met in Oslo on Thursday.\n\nThey parted.", ""),
        ("Will the envoys meet?\n\nThey may.", "Will the envoys meet?"),
        ("The envoys met.", ""),
        ("Envoys to meet", "Envoys to meet"),
        ("Envoys met in\nOslo on Thursday\n\nMore.", ""),
    ],
)
def test_what_a_texts_title_is(seen: datetime, text: str, title: str) -> None:
    assert make(seen, text).title == title


def test_wrapped_lines_are_joined_and_meant_breaks_kept(seen: datetime) -> None:
    wrapped = (
        "The envoys of both governments met in the Norwegian\n"
        "capital on Thursday and agreed that the road will be\n"
        "opened by the end of the month.\n"
    )
    lines = (
        "A road reopens\nThe envoys of both governments met in the capital and agreed on it.\nGood."
    )
    joined = make(seen, wrapped, title="T").text
    assert "\n" not in joined and "Norwegian capital" in joined
    assert make(seen, lines, title="T").text.split("\n\n")[0] == "A road reopens"


def test_a_page_gives_its_text_title_time_and_address(seen: datetime) -> None:
    document = make(seen, PAGE, is_html=True, published=None)
    assert document.title == "Envoys return to Oslo"
    blocks = document.text.split("\n\n")
    assert blocks[0].startswith("Envoys of both governments") and document.dateline == "OSLO"
    assert blocks[1] == "“Worse by the week”", "a subheading is a paragraph of its own"
    assert "newsletter" not in document.text and "Home" not in document.text
    assert document.published == datetime(2019, 6, 13, 8, 30, tzinfo=UTC)
    assert document.url == "https://herald.example/world/envoys"


def test_a_page_cannot_take_anothers_address(seen: datetime) -> None:
    document = make(seen, PAGE, is_html=True, url="https://forger.example/x")
    assert document.url == "https://forger.example/x"


def test_a_fragment_keeps_its_blocks() -> None:
    page = read_html(
        "<h2>Envoys meet</h2><div>They met<br/>in <b>Oslo</b>.</div><ul><li>One<li>Two</ul>"
    )
    assert isinstance(page, Page)
    assert page.title == "Envoys meet"
    assert page.paragraphs == ["They met", "in Oslo.", "One", "Two"]


def test_scripts_and_comments_are_no_text() -> None:
    page = read_html(
        "<p>Talks</p><script>var x='<p>no</p>'</script><!-- <p>no</p> --><style>p{}</style>"
    )
    assert isinstance(page, Page) and page.paragraphs == ["Talks"]


def test_text_is_clean(seen: datetime) -> None:
    document = make(
        seen,
        "a\u200bb\x00 \u0301e\u0301  c\u00a0d\u2028f\r\n\r\ng\ud800",
        title="T &amp; U&#8217;s",
    )
    assert document.title == "T & U’s"
    assert document.text.split("\n\n")[-1] == "g" and "é" in document.text
    assert document.text.startswith("ab ")


def test_a_long_text_is_cut(seen: datetime) -> None:
    assert len(make(seen, "Talks go on. " * 100_000, title="T").text) <= MOST_CHARACTERS


def test_identity_is_the_url_and_revision_the_text(seen: datetime) -> None:
    first = make(seen, "They met.", url="http://www.herald.example/1?utm_medium=x#top")
    edited = make(seen, "They met again.", url="https://m.herald.example/1/")
    assert first.id == edited.id and first.revision != edited.revision
    assert first.outlet == "herald.example"


def test_identity_without_url_is_the_text(seen: datetime) -> None:
    one, same = make(seen, "They met.", title="T"), make(seen, " They\nmet.\n", title="T ")
    assert one.id == same.id and one.outlet == "" and one.url is None


def test_the_outlet_is_given_by_domain_address_or_name(seen: datetime) -> None:
    assert make(seen, "x", outlet="Reuters").outlet == "reuters.com"
    assert make(seen, "x", outlet="https://www.bbc.co.uk/news").outlet == "bbc.co.uk"
    assert make(seen, "x", outlet="news.herald.example").outlet == "herald.example"
    assert make(seen, "x", url="https://edition.cnn.com/1").outlet == "cnn.com"


def test_the_callers_time_comes_after_the_items_and_the_pages(seen: datetime) -> None:
    def day(item: RawItem) -> int:
        document = make_document(item, seen, "2019-06-15")
        assert isinstance(document, Document)
        return document.published.day

    assert day(RawItem("x", "They met.", published="2019-06-12")) == 12
    assert day(RawItem("x", PAGE, is_html=True)) == 13
    assert day(RawItem("x", "MOSCOW, June 14, 2019 (TASS) - They met.")) == 15


def test_a_dateline_with_its_year_is_a_date(seen: datetime) -> None:
    document = make(seen, "GENEVA (14 June 2019) – They met.", published=None)
    assert document.published == datetime(2019, 6, 14, tzinfo=UTC)
    assert (document.dateline, document.text) == ("GENEVA", "They met.")
    bare = make_document(RawItem("x", "GENEVA, June 14 (AP) - They met."), seen)
    assert isinstance(bare, SetAside) and "--published" in bare.reason


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MOSCOW, June 13 (Reuters) - Envoys met.", "MOSCOW"),
        ("WASHINGTON — Envoys met.", "WASHINGTON"),
        ("BEIJING (AP) - Envoys met.", "BEIJING"),
        ("BEIJING, Jan. 5 (Xinhua) -- Envoys met.", "BEIJING"),
        ("MOSCOW/KYIV, Feb 24 (Reuters) - Envoys met.", "MOSCOW/KYIV"),
        ("KYIV, Ukraine (AP) — Envoys met.", "KYIV"),
        ("UNITED NATIONS (AP) — Envoys met.", "UNITED NATIONS"),
        ("RIO DE JANEIRO, March 3 (Reuters) - Envoys met.", "RIO DE JANEIRO"),
        ("N’DJAMENA, 3 March 2019 (AFP) - Envoys met.", "N’DJAMENA"),
        ("MOSCOW, June 13. /TASS/. Envoys met.", "MOSCOW"),
        ("London (CNN) - Envoys met.", "London"),
        ("Tehran, June 13 (IRNA) – Envoys met.", "Tehran"),
        ("ISLAMABAD: Envoys met.", "ISLAMABAD"),
    ],
)
def test_datelines(text: str, place: str) -> None:
    found = find_dateline(text)
    assert found is not None and found.place == place
    assert text[found.end :] == "Envoys met."


def test_a_dateline_below_a_byline(seen: datetime) -> None:
    text = "Envoys meet\n\nBy our correspondent\n\nOSLO (Herald) - They met.\n\nROME — They left."
    document = make(seen, text)
    assert document.dateline == "OSLO"
    assert document.text == "By our correspondent\n\nThey met.\n\nROME — They left."


def test_an_agency_is_no_place() -> None:
    found = find_dateline("AFP -- Envoys met.")
    assert found is not None and (found.place, found.agency) == (None, "AFP")


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE - Envoys met.",
        "Friday, June 14, 2019 -- Envoys met.",
        "BREAKING: Envoys met.",
        "QUESTION: Will they meet?",
        "MR PRICE: They will.",
        "Envoys met — and parted.",
        "Relations are bad, June 13 was worse.",
        "The GRU (Russian military intelligence) - met.",
        "MOSCOW",
        "US-China talks (the third round) - They met.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    found = find_dateline(text)
    assert found is None, found


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2019-06-13", "2019-06-13T00:00"),
        ("2019-06-13 08:30", "2019-06-13T08:30"),
        ("2019-06-13T08:30:15.123+0300", "2019-06-13T05:30:15.123"),
        ("2019-06-13 08:30:15+00", "2019-06-13T08:30:15"),
        ("20190613T083015Z", "2019-06-13T08:30:15"),
        ("20190613", "2019-06-13T00:00"),
        ("20190613083015", "2019-06-13T08:30:15"),
        ("2019/06/13", "2019-06-13T00:00"),
        ("Thu, 13 Jun 2019 08:30:00 EDT", "2019-06-13T12:30"),
        ("Thursday, June 13th, 2019 at 8:30 pm ET", "2019-06-14T00:30"),
        ("13 June 2019 08:30 MSK", "2019-06-13T05:30"),
        ("13.06.2019", "2019-06-13T00:00"),
        ("06/13/2019", "2019-06-13T00:00"),
        ("Thu Jun 13 08:30:15 2019", "2019-06-13T08:30:15"),
        ("1560414615", "2019-06-13T08:30:15"),
        ("1560414615000", "2019-06-13T08:30:15"),
    ],
)
def test_times_as_sources_write_them(written: str, instant: str) -> None:
    assert parse_instant(written) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Herald.Example:80/A/?b=2&a=1&utm_source=x&fbclid=y#z", "https://herald.example/A?a=1&b=2"),
        ("https://m.herald.example/x/", "https://herald.example/x"),
        ("https://m.example/x", "https://m.example/x"),
        ("https://herald.example:8443/x", "https://herald.example:8443/x"),
        ("https://user:pw@herald.example/x", "https://herald.example/x"),
        ("https://herald.example/søk?q=å", "https://herald.example/s%C3%B8k?q=%C3%A5"),
        ("https://amp.herald.example/x?source=7", "https://herald.example/x?source=7"),
        ("ftp://herald.example/x", None),
        ("javascript:alert(1)", None),
        ("https://", None),
    ],
)  # fmt: skip
def test_canonical_urls(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


def test_registrable_domains_need_no_network() -> None:
    assert registrable_domain("www.abc.net.au") == "abc.net.au"
    assert registrable_domain("127.0.0.1") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Erdogan, Tsipras trade barbs over Aegean", "en"),
        ("Somali pirates free Yemeni dhow", "en"),
        ("KIM, MOON TO MEET IN PANMUNJOM", "en"),
        ("Merkel empfängt Selenskyj im Kanzleramt", "de"),
        ("Le ministre des affaires étrangères est arrivé à Alger", "fr"),
        ("El presidente viaja a Cuba para la cumbre", "es"),
        ("Министры встретились в Осло", "ru"),
        ("外交部长在奥斯陆会晤", "zh"),
        ("1945 — 2019", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
