"""The sample corpus: dated, attributed, and holding every kind of item it promises."""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from barograph.sample import sample_outlets_path, sample_path

GUIDE = Path(__file__).parents[1] / "docs" / "sample.md"
FIELDS = {"published", "title", "text", "url", "outlet"}
KINDS = {"wire", "press", "broadcaster", "state media", "government"}
LATE_EDITS = {"odni-dhs-statement", "drone-international-airspace"}
STATES = {
    "RUS": r"Russia|Moscow|Kremlin|Putin",
    "USA": r"U\.S\.|United States|Washington|American|Obama|Trump",
    "UKR": r"Ukrain|Kiev",
    "IRN": r"Iran|Tehran",
    "PRK": r"North Korea|Pyongyang|DPRK",
    "CHN": r"China|Chinese|Beijing",
    "TUR": r"Turk|Ankara",
    "CUB": r"Cuba|Havana",
}
PAIRS = ["RUS-USA", "RUS-UKR", "IRN-USA", "PRK-USA", "CHN-USA", "RUS-TUR", "CUB-USA", "CHN-RUS"]


@cache
def read_items() -> list[dict[str, str]]:
    lines = [
        line
        for path in sorted(sample_path().glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


@cache
def read_outlets() -> dict[str, list[str]]:
    lines = sample_outlets_path().read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: row for row in rows}


def read_guide() -> dict[str, list[str]]:
    rows = re.findall(r"^\| ([^|]+) \| (https://[^|]+) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    return {what: where.split("<br>") for what, where in rows}


def text_at(url: str) -> str:
    return "\n".join(f"{i['title']}\n{i['text']}" for i in read_items() if i["url"] == url)


def test_every_item_is_whole_and_dated() -> None:
    assert len(read_items()) >= 220
    for item in read_items():
        assert set(item) == FIELDS
        assert all(value.strip() == value and value for value in item.values())
        published = datetime.fromisoformat(item["published"])
        assert published.tzinfo == UTC and 2014 <= published.year <= 2019
        assert published.strftime("/%Y/%m/%d/") in item["url"]
        assert item["url"].startswith(f"https://{item['outlet']}/")


def test_each_year_is_in_its_file_and_in_order() -> None:
    for path in sample_path().glob("*.jsonl"):
        times = [json.loads(line)["published"] for line in path.read_text("utf-8").splitlines()]
        assert times == sorted(times)
        assert {time[:4] for time in times} == {path.stem}


def test_outlets_are_known_and_invented() -> None:
    outlets = read_outlets()
    assert {item["outlet"] for item in read_items()} == set(outlets)
    for domain, row in outlets.items():
        assert len(row) == 5 and all(row)
        assert domain.endswith(".example")
        assert row[2] in KINDS and re.fullmatch("[A-Z]{3}", row[3])
        assert f"| {domain} |" in GUIDE.read_text("utf-8")


def test_an_address_returns_only_for_a_late_edit() -> None:
    count = Counter(item["url"] for item in read_items())
    again = {url for url, times in count.items() if times > 1}
    assert {url.rpartition("/")[2] for url in again} == LATE_EDITS
    for url in again:
        assert len({item["text"] for item in read_items() if item["url"] == url}) == count[url]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_main_pairs_have_a_trace_worth_looking_at(pair: str) -> None:
    first, second = (STATES[code] for code in pair.split("-"))
    wholes = [f"{item['title']} {item['text']}" for item in read_items()]
    both = [text for text in wholes if re.search(first, text) and re.search(second, text)]
    assert len(both) >= 30


def test_copies_stand_in_several_outlets_and_under_one_owner() -> None:
    holders = defaultdict(set)
    for item in read_items():
        ending = item["text"].split("\n\n")[0][-80:]
        holders[ending].add(item["outlet"])
    groups = [outlets for outlets in holders.values() if len(outlets) > 1]
    assert len(groups) >= 40
    owners = [[read_outlets()[outlet][4] for outlet in group] for group in groups]
    assert sum(len(set(names)) < len(names) for names in owners) >= 10


def test_wires_update_wrap_up_and_correct() -> None:
    titles = " ".join(item["title"] for item in read_items())
    for mark, least in ((r"\bUPDATE \d-", 4), (r"\bWRAPUP \d-", 6), ("CORRECTED-", 1)):
        assert len(re.findall(mark, titles)) >= least, mark
    assert "WITHDRAWAL-" in titles


def test_the_guide_points_at_items_that_show_it() -> None:
    guide = read_guide()
    assert len(guide) >= 25
    for what, urls in guide.items():
        assert all(text_at(url) for url in urls), what


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("A denial by the accused", r"\bden(y|ies|ied)\b|never"),
        ("Two act together against a third party's text", r"joint|double veto"),
        ("Unnamed officials", r"anonymity|not to be named"),
        ("A rumour", r"[Rr]umour|may have been"),
        ("Opinion, marked as such", r"[Ii]n my view|in Beijing's opinion"),
        ("A figure against its target", r"\$100 billion"),
        ("An appointment cancelled", r"cancel"),
        ("A claimed consequence", r"pushing|brought .* together"),
        ("A negation", r"\bnot\b"),
        ("A threat", r"threat"),
        ("A demand", r"demand"),
        ("An attempt", r"attempt to"),
        ("A correction", r"[Cc]orrect"),
        ("A withdrawal", r"withdrawn|disregard"),
    ],
)
def test_each_kind_is_told_in_its_words(what: str, words: str) -> None:
    for url in read_guide()[what]:
        assert re.search(words, text_at(url)), url


def test_other_languages_stand_beside_english() -> None:
    texts = [item["text"] for item in read_items()]
    assert any(re.search("[а-яё]{4}", text) for text in texts)
    assert any(" jeudi " in text and "é" in text for text in texts)
