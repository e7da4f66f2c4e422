"""A pair's page: what is on it, that it loads nothing, and that news cannot become markup."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html
from report_samples import HOSTILE, fill, hostile, ordinary, told, unconfirmed, watched
from store_samples import AMERICA, DAY, RUSSIA

from barograph.records import Dossier, EventType
from barograph.web import write_report
from barograph.web.report import render_report

MOST_BYTES = 1_500_000


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with ordinary(tmp_path_factory.mktemp("store") / "store.duckdb") as instrument:
        return render_report(instrument, "RUS-USA", None, None)


@pytest.fixture(scope="module")
def tree(page):
    return html.fromstring(page)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    with hostile(tmp_path_factory.mktemp("store") / "store.duckdb") as instrument:
        return render_report(instrument, "RUS-USA", None, None)


def words(tree, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def test_head_and_sections_are_there(tree):
    assert words(tree, "//h1") == ["Russia and the United States"]
    names = [re.split(r" \d| on | as | each ", title)[0] for title in words(tree, "//h2")]
    wanted = [
        "What moves it",
        "What the reading is made of",
        "Figures",
        "Claimed consequences",
        "Turns",
        "Agenda",
    ]
    assert names == wanted
    labels = words(tree, "//dl[@class='head']//dt")
    assert labels[:3] == ["Pressure now", "Against its normal", "24 hours"]
    assert "P(worse tomorrow)" in labels
    assert re.fullmatch("−[0-9]+[.][0-9]", words(tree, "//dd[@class='big']")[0])


def test_minus_signs_are_true_ones(tree):
    text = re.sub(r"\d{4}-\d\d-\d\d", "", tree.find("body").find("main").text_content())
    assert not re.search(r"(?<![\w-])-\d", text)


def test_sentences_are_marked(tree):
    lead = tree.xpath("//section[@id='moved']/details[@class='story']")[0]
    one = [node.text for node in lead.xpath("./summary//span[@class='one']")]
    two = [node.text for node in lead.xpath("./summary//span[@class='two']")]
    assert set(one) & {"Russia", "Moscow", "Vladimir Putin"}
    assert set(two) & {"The United States", "United States", "Washington"}
    links = lead.xpath(".//ul[@class='prints']//a/@href")
    assert links and all(link.startswith("https://example.") for link in links)
    note = words(lead, "./summary/p[@class='note']")[0]
    assert re.search(r"certainty 0.80.* · \d origins?, \d outlets? · first \d+ \w+ 2019", note)


def test_the_sum_is_shown_whole(tree):
    for table in tree.xpath("//details[contains(@class,'sum')]//table"):
        rows = [read_number(cell.text) for cell in table.xpath("./tbody//td[@class='n']")]
        level = read_number(table.xpath("./tfoot//td[@class='n']")[0].text)
        assert sum(rows) == pytest.approx(level, abs=0.006 * len(rows))


def read_number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_the_drum_can_be_read_without_eyes_or_script(tree):
    drawing = tree.xpath("//*[local-name()='svg'][@id='paper']")[0]
    assert drawing.get("role") == "img"
    assert "Russia and the United States" in drawing.get("aria-label")
    assert all(len(path) > 40 for path in drawing.xpath(".//*[@class='ink' or @class='band']/@d"))
    rows = tree.xpath("//details[@id='daily']//tbody/tr")
    days = [row.xpath("./th")[0].text.strip() for row in rows]
    assert days[-1] == "2019-07-22" and len(days) == len(set(days)) >= 39
    assert sum(int((row.xpath("./td")[-2].text or "0").strip() or 0) for row in rows) == 28


def test_the_figure_of_the_sum_has_the_sums_points(tree):
    levels = tree.xpath("//dl[@class='head']//dd[@class='big']")
    table = tree.xpath("//section[@id='sum']/table")[0]
    for name in ("confirmed", "reported"):
        cells = table.xpath(f"./tbody//td[@class='n {name}'][text()]")
        level = read_number(table.xpath(f"./tfoot//td[@class='n {name}']")[0].text)
        assert sum(read_number(cell.text) for cell in cells) == pytest.approx(level, abs=0.06)
    level = read_number(table.xpath("./tfoot//td[@class='n confirmed']")[0].text)
    assert level == pytest.approx(read_number(levels[0].text), abs=0.051)
    for rect in table.xpath(".//*[local-name()='rect']"):
        assert -0.01 <= float(rect.get("x")) <= 100.01 - float(rect.get("width")) + 0.4


def test_where_nothing_is_confirmed_there_is_no_ink(tmp_path):
    with unconfirmed(tmp_path / "store.duckdb") as instrument:
        tree = html.fromstring(render_report(instrument, "RUS-USA", None, None))
    drawing = tree.xpath("//*[local-name()='svg'][@id='paper']")[0]
    (ink,) = drawing.xpath(".//*[@class='ink']/@d")
    assert ink == ""
    for kind in ("normal", "pencil", "band"):
        assert len(drawing.xpath(f".//*[@class='{kind}']/@d")[0]) > 40
    assert words(tree, "//dl[@class='head']//dt")[:2] == ["Reported now", "This pair’s normal"]
    assert not words(tree, "//dd[@class='big']"), "what is only reported is pencil"


@pytest.fixture(scope="module")
def outages(tmp_path_factory):
    with watched(tmp_path_factory.mktemp("store") / "store.duckdb") as instrument:
        return html.fromstring(render_report(instrument, "RUS-USA", None, None))


def test_calm_partial_outage_and_outage_are_drawn_apart(outages):
    drawing = outages.xpath("//*[local-name()='svg'][@id='paper']")[0]
    strip = drawing.xpath(".//*[@class='strip']")[0]
    assert {name.split()[-1] for name in strip.xpath("./*[local-name()='rect']/@class")} == {
        "told", "partial", "outage",
    }  # fmt: skip
    assert strip.xpath("./*[@class='calm']")
    regions = drawing.xpath(".//*[@clip-path]/*[starts-with(@class, 'away')]/@class")
    assert set(regions) == {"away partial", "away outage"}
    key = " ".join(words(outages, "//p[@class='key']"))
    assert "sources out" in key and "partly out" in key
    states = {row.xpath("./td")[-1].text.strip() for row in outages.xpath("//tbody/tr[td[7]]")}
    assert {"calm", "news", "partial", "outage"} <= states


def test_what_is_missing_now_is_said(outages):
    label = outages.xpath("//div[@class='looked']")[0].text_content()
    assert re.search(
        r"out.*sources out since \d+ \w+ 2019, \d\d:00: nothing of the usual came", label
    )


def test_the_page_says_of_a_turn_which_way_how_far_and_whether_it_is_sure(tree):
    for note in words(tree, "//section[@id='turns']//span[@class='when']"):
        assert re.search(r"2019, \d\d:\d\d · [▲▼] (better|worse), size \d+[.]\d", note)


def test_quiet_lines_say_who_acts_and_who_says_so(tmp_path):
    made = [
        told(0, "The United States imposed sanctions on Russia, Vladimir Putin said."),
        replaced(told(1, "Russia thanked the United States.", when=DAY + timedelta(days=1))),
    ]
    with fill(tmp_path / "store.duckdb", made) as instrument:
        tree = html.fromstring(render_report(instrument, "RUS-USA", None, None))
    acts, says = tree.xpath("//section[@class='quiet']")
    assert "The United States to Russia −" in acts.text_content()
    assert "as said by Russia" in says.text_content()
    for panel in (acts, says):
        svg = panel.xpath("./*[local-name()='svg']")[0]
        assert re.match("Who (acts|says so).*: .* now ", svg.get("aria-label"))
        paths = svg.xpath(".//*[starts-with(@class, 'account')]/@d")
        assert paths and all(len(path) > 40 for path in paths)


def replaced(made: Dossier) -> Dossier:
    """Let Russia act alone, in the outlet's own word."""
    (one,) = made.events
    kind = EventType.SUPPORT
    alone = replace(
        one, source=RUSSIA, target=AMERICA, joint=False, type=kind, intensity=5.0, speakers=()
    )
    return replace(made, events=(alone,))


def test_a_reading_again_without_a_story_is_shown_apart_from_its_sum(tree):
    again = tree.get_element_by_id("without")
    assert "Not rows of the sum" in again.text_content()
    for row in again.xpath(".//tbody/tr"):
        numbers = [read_number(cell) for cell in row.xpath("./td[@class='n']/text()")]
        level = read_number(words(tree, "//section[@id='sum']//tfoot//td[@class='n confirmed']")[0])
        assert sum(numbers) == pytest.approx(level, abs=0.011)


def test_every_turn_has_a_letter_a_mark_and_sentences(tree):
    letters = words(tree, "//section[@id='turns']//summary/b")
    assert letters == sorted(letters, reverse=True) and letters[-1] == "A"
    for letter in letters:
        assert tree.xpath(f"//*[local-name()='svg']//a[@href='#turn-{letter}']")
        assert tree.get_element_by_id(f"turn-{letter}").xpath(".//p[@class='told']")


def test_the_page_loads_nothing(page, tree):
    assert not tree.xpath("//@src | //link | //iframe | //object | //embed | //form | //@srcset")
    style = tree.xpath("//style")[0].text
    assert "@import" not in style
    places = re.findall(r"url\(([^)]+)", style)
    assert places and all(re.match("data:font/woff2|#", place) for place in places)
    for call in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "sendBeacon", "eval("):
        assert not any(call in script.text for script in tree.xpath("//script[not(@type)]"))


def test_the_policy_lets_only_our_own_script_and_style_run(tree):
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for kind, element in (("script", "//script[not(@type)]"), ("style", "//style")):
        (allowed,) = re.findall(rf"{kind}-src ([^;]+)", policy)
        digests = [hashlib.sha256(found.text.encode()).digest() for found in tree.xpath(element)]
        names = [base64.b64encode(digest).decode() for digest in digests]
        assert allowed.split() == [f"'sha256-{name}'" for name in names]
    assert not tree.xpath("//@style"), "the policy would drop inline styles"


def test_news_cannot_become_markup(attacked):
    tree = html.fromstring(attacked)
    assert len(tree.xpath("//script")) == 3, "for the typefaces, the readings, and to draw them"
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not tree.xpath("//img") and len(tree.xpath("//style")) == 1
    shown = tree.xpath("//p[@class='told']")
    assert any(HOSTILE in found.text_content() for found in shown), "shown as it was written"
    packed = json.loads(tree.xpath("//script[@id='readings']")[0].text)
    assert any(HOSTILE in story[1] for story in packed["stories"])


def test_only_web_addresses_become_links(attacked):
    tree = html.fromstring(attacked)
    places = tree.xpath("//@href")
    assert all(re.match(r"https?://|#", place) for place in places)
    assert 'https://example.org/"onclick="alert(7)' in places, "quoted, not broken out of"


def test_a_pair_without_news_says_so(tmp_path):
    with fill(tmp_path / "store.duckdb", []) as instrument:
        write_report(instrument, "CHN-KOR", tmp_path / "page.html", None, None)
    tree = html.fromstring((tmp_path / "page.html").read_text("utf-8"))
    assert words(tree, "//h1") == ["China and South Korea"]
    assert words(tree, "//p[@class='empty']")[0].startswith("Nothing has been recorded")
    assert not tree.xpath("//script")


def test_a_pair_with_one_story(tmp_path):
    made = [told(0, "The United States imposed sanctions on Russia.")]
    with fill(tmp_path / "store.duckdb", made) as instrument:
        write_report(instrument, "RUS-USA", tmp_path / "page.html", None, None)
    tree = html.fromstring((tmp_path / "page.html").read_text("utf-8"))
    assert len(tree.xpath("//section[@id='moved']/details[@class='story']")) == 1
    assert not tree.xpath("//h2[starts-with(., 'Figures') or starts-with(., 'Agenda')]")


def test_a_stretch_shows_only_what_was_known_in_it(tmp_path, page):
    until = DAY.replace(hour=0, day=20)
    with ordinary(tmp_path / "store.duckdb") as instrument:
        part = render_report(instrument, "RUS-USA", DAY, until)
    assert "Burst" in page and "Burst" not in part
    assert "recorded to 20 Jun 2019, 00:00 UTC" in part


def test_the_page_is_light(page):
    assert len(page.encode()) < MOST_BYTES / 2


def test_fonts_come_with_their_licences():
    fonts = Path(render_report.__code__.co_filename).parent / "static" / "fonts"
    for font in fonts.glob("*.woff2"):
        family = font.name.split("-latin")[0]
        assert "SIL OPEN FONT LICENSE" in (fonts / f"{family}.LICENSE.txt").read_text("utf-8")
