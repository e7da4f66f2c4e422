"""The page in a real Chromium: it draws, asks for nothing, complains of nothing, and hears keys."""

import re

import pytest
from browser import Browser, find_browser
from lxml import html
from report_samples import hostile, ordinary, unconfirmed, watched

from barograph.web import write_report

PLACE = find_browser()
pytestmark = pytest.mark.skipif(PLACE is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {"ordinary": ordinary, "hostile": hostile, "watched": watched, "none": unconfirmed}
    for name, make in made.items():
        with make(folder / f"{name}.duckdb") as instrument:
            write_report(instrument, "RUS-USA", folder / f"{name}.html", None, None)
    return folder


@pytest.fixture
def browser(tmp_path):
    started = Browser(PLACE, tmp_path / "profile")
    yield started
    started.close()


def path_of(browser: Browser, kind: str) -> str:
    return browser.run(f"document.querySelector('#paper > g > path.{kind}').getAttribute('d')")


def test_it_draws_and_loads_nothing(browser, pages):
    browser.open(pages / "ordinary.html")
    assert browser.run("document.title") == "RUS-USA · barograph"
    assert len(path_of(browser, "ink")) > 100
    fonts = browser.run("document.fonts.ready.then(() => [...document.fonts].map((f) => f.status))")
    assert "error" not in fonts and fonts.count("loaded") >= 3
    assert browser.requests() == [(pages / "ordinary.html").as_uri()]
    assert browser.complaints() == []


def test_attacking_news_does_nothing(browser, pages):
    browser.run("0")
    browser.open(pages / "hostile.html")
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert browser.complaints() == []
    assert browser.requests() == [(pages / "hostile.html").as_uri()]
    heard = [m for m in browser.heard if m.get("method") == "Page.javascriptDialogOpening"]
    assert heard == []
    assert "<script>alert" in browser.run("document.querySelector('main').textContent")


def test_keys_move_the_cursor_and_tell_the_hour(browser, pages):
    browser.open(pages / "ordinary.html")
    browser.run("document.getElementById('drum').focus()")
    now = "Number(document.getElementById('drum').getAttribute('aria-valuenow'))"
    last = browser.run(now)
    browser.press("ArrowLeft", shift=True)
    assert browser.run(now) == last - 1
    first = path = browser.run("document.querySelector('.cursor path').getAttribute('d')")
    browser.press("ArrowLeft")
    assert browser.run(now) < last - 1
    path = browser.run("document.querySelector('.cursor path').getAttribute('d')")
    assert path != first and "A" in path, "the cursor is an arc"
    browser.press("PageUp")
    text = browser.run("document.getElementById('readout').textContent")
    assert re.search(r"UTC −\d.*80 % band.*stor(y|ies)", text) and "Burst" in text
    assert "Burst" in browser.run("document.getElementById('drum').getAttribute('aria-valuetext')")
    browser.press("Escape")
    assert browser.run("document.querySelector('.cursor').childElementCount") == 0


SHIFTED = """new Promise((done) => new PerformanceObserver((seen) => done(
    seen.getEntries().reduce((sum, shift) => sum + shift.value, 0)
)).observe({type: 'layout-shift', buffered: true})).then((sum) => sum)"""


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_nothing_moves_once_it_is_seen(browser, pages, width):
    browser.resize(width, 900)
    browser.open(pages / "watched.html")
    wait = "new Promise((done) => setTimeout(() => done(0), 400))"
    assert browser.run(f"Promise.race([{SHIFTED}, {wait}])") < 0.001
    tops = "['h1', '#moved', '#turns'].map((n) => document.querySelector(n).offsetTop)"
    before = browser.run(tops)
    browser.run("tellHour(HOURS - 30), tellHour(HOURS - 400)")
    assert browser.run(tops) == before, "telling an hour pushes nothing down"


def test_an_hour_without_sources_says_so(browser, pages):
    browser.open(pages / "watched.html")
    tell = "tellHour(HOURS - 30), readout.textContent"
    assert re.search(r"sources out since .*: nothing of the usual came", browser.run(tell))
    hour = "packed.outages[0][1] + 5"
    told = browser.run(f"tellHour({hour}), readout.textContent")
    assert re.search(r"example[.]net out since .* of the usual came", told)
    calm = browser.run("tellHour(packed.outages[0][0] - 30), readout.textContent")
    assert "calm: sources were up" in calm


def test_where_nothing_is_confirmed_the_script_draws_no_ink(browser, pages):
    browser.open(pages / "none.html")
    assert path_of(browser, "ink") == ""
    assert len(path_of(browser, "normal")) > 20 and len(path_of(browser, "pencil")) > 20
    assert "nothing confirmed" in browser.run("tellHour(HOURS), readout.textContent")


@pytest.mark.parametrize("name", ["ordinary", "watched"])
def test_the_script_draws_what_the_page_came_with(browser, pages, name):
    browser.open(pages / f"{name}.html")
    page = html.fromstring((pages / f"{name}.html").read_text("utf-8"))
    drawn = html.fromstring(browser.run("draw(1322), holder.innerHTML"))
    kinds = ["edge", "heavy", "fine", "whole", "arm", "calm"]
    kinds += ["away partial", "away outage", "began"] if name == "watched" else ["stem", "mark"]
    for kind in kinds:
        path = f"//*[@id='paper']//*[local-name()='path'][@class='{kind}']/@d"
        given, again = (numbers_of(" ".join(tree.xpath(path))) for tree in (page, drawn))
        assert given and sorted(again) == pytest.approx(sorted(given), abs=0.03), kind
    for kind in ("scale", "turns"):
        path = f"//*[@id='paper']//*[@class='{kind}']//*[local-name()='text']/text()"
        assert drawn.xpath(path) == page.xpath(path)
    path = "//*[@id='paper']//*[@class='ink']/@d"
    given, again = (numbers_of(tree.xpath(path)[0]) for tree in (page, drawn))
    assert again[:2] + again[-2:] == pytest.approx(given[:2] + given[-2:], abs=0.05)
    lows = [(min(path[1::2]), max(path[1::2])) for path in (again, given)]
    assert lows[0] == pytest.approx(lows[1], abs=0.03), "the extremes of the line"


def numbers_of(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def test_flat_zoom_and_back(browser, pages):
    browser.open(pages / "ordinary.html")
    before = path_of(browser, "ink")
    button = "[...document.querySelectorAll('#ranges button')].find((b) => b.textContent === '{}')"
    click = button + ".click()"
    browser.run(click.format("Flat"))
    assert "A" not in browser.run(
        "document.querySelector('#paper .rules .heavy').getAttribute('d')"
    )
    browser.run(click.format("7 days"))
    assert browser.run("view.end - view.start") == 168
    box = browser.run(
        "(({left, top, width}) => [left, top, width])(holder.getBoundingClientRect())"
    )
    left, top, width = box
    for kind, x in (("mousePressed", 0.3), ("mouseMoved", 0.5), ("mouseReleased", 0.5)):
        browser.point(kind, left + x * width, top + 150)
    assert 24 <= browser.run("view.end - view.start") < 100
    browser.run(click.format("Arcs"))
    browser.run(click.format("Whole"))
    assert path_of(browser, "ink") == before


def test_a_turn_opens_from_its_mark(browser, pages):
    browser.open(pages / "ordinary.html")
    browser.run("document.querySelector('#paper a[href=\"#turn-A\"]').dispatchEvent("
                "new MouseEvent('click', {bubbles: true, cancelable: true}))")  # fmt: skip
    browser.run("new Promise((done) => setTimeout(done, 100))")
    assert browser.run("document.getElementById('turn-A').closest('details').open")
    assert browser.run("document.activeElement.tagName") == "SUMMARY"


def test_it_fits_a_phone_and_the_night(browser, pages):
    browser.resize(390, 800)
    browser.open(pages / "ordinary.html", "#night")
    assert browser.run("document.documentElement.scrollWidth") <= 390
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    assert browser.run("drum.width") < 390
    assert browser.complaints() == []
