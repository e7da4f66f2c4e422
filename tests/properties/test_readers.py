"""Readers and `make_document` never raise, whatever the bytes; damage costs only what it hits."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from barograph.documents import make_document
from barograph.documents.addresses import canonical_url
from barograph.documents.dates import parse_instant
from barograph.documents.paragraphs import clean, split_paragraphs
from barograph.records import Document, RawItem, SetAside
from barograph.sources import READERS, read_entry
from barograph.sources.encodings import decode
from barograph.sources.entries import Hints, open_stream

SEEN = datetime(2026, 1, 15, tzinfo=UTC)
STARTS = [
    b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"title,text\n", b'title,text\n"', b'{"title":',
    b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>", b"<feed><entry>",
    b"<html><body><p>", b"<!DOCTYPE html>", b"\x1f\x8b\x08\x00", b"\xfd7zXZ\x00", b"BZh9",
    b"PK\x03\x04", b"PAR1", b"\x00" * 257 + b"ustar",
]  # fmt: skip
bytes_with_a_start = st.builds(
    lambda start, rest: start + rest, st.sampled_from(STARTS), st.binary()
)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, name: str = "x", kind: str | None = None) -> list[RawItem | SetAside]:
    entry = open_stream(io.BytesIO(data), name, name, Hints())
    try:
        found = list(READERS[kind](entry) if kind else read_entry(entry))
    except Exception as error:
        from barograph.errors import InputError

        if kind and isinstance(error, InputError):  # what `read_entry` turns into a SetAside
            return [SetAside(error.location, error.reason)]
        raise
    for item in found:
        assert isinstance(item, RawItem | SetAside)
        assert item.location.startswith(name)
    return found


@given(bytes_with_a_start, st.sampled_from(["x", "x.csv", "x.jsonl", "x.html", "x.xml", "x.gz"]))
@settings(max_examples=250, deadline=None)
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    assert read(data, name), "an input leaves at least a word about itself"


@given(bytes_with_a_start, st.sampled_from(sorted(READERS)))
@few
def test_any_bytes_through_each_reader(data: bytes, kind: str) -> None:
    read(data, kind=kind)


@lru_cache(maxsize=1)
def samples() -> tuple[bytes, ...]:
    table = b"title,published\n" + b"".join(b"Talks %d,2019-06-13\n" % n for n in range(50))
    tarred, zipped = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        info = tarfile.TarInfo("a.csv")
        info.size = len(table)
        archive.addfile(info, io.BytesIO(table))
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("a.csv", table)
    feed = (
        b"<rss version='2.0'><channel>"
        + b"<item><title>Talks</title><link>https://a.example/1</link></item>" * 5
        + b"</channel></rss>"
    )
    return (
        table, feed, gzip.compress(table), lzma.compress(table), tarred.getvalue(),
        zipped.getvalue(), lzma.compress(tarred.getvalue()),
    )  # fmt: skip


@given(st.integers(0, 6), st.integers(0, 20_000), st.binary(max_size=8), st.booleans())
@settings(max_examples=200, deadline=None)
def test_damaged_files(which: int, place: int, damage: bytes, is_cut: bool) -> None:
    whole = samples()[which]
    place %= len(whole)
    read(whole[:place] if is_cut else whole[:place] + damage + whole[place + len(damage) :])


@given(st.lists(st.sampled_from(["a,b\n", '"a,b\n', 'a,"b"\n', "a\n", '"', "\n", '"a\nb",c\n'])))
@settings(max_examples=200, deadline=None)
@example(['"a,b\n'] * 3 + ["a,b\n"])
def test_plain_rows_outlive_broken_neighbours(rows: list[str]) -> None:
    found = read(("title,text\n" + "".join(rows)).encode() + b"\nlast,row\n")
    places = [int(item.location.rsplit(":", 1)[1]) for item in found if ":" in item.location]
    assert places == sorted(places), "rows come out in the order they stand in"
    quotes = "".join(rows).count('"')
    if not quotes:
        kept = [item for item in found if isinstance(item, RawItem)]
        assert len(kept) == rows.count("a,b\n") + 1


texts = st.text(max_size=400)


@given(texts, st.none() | texts, st.none() | texts, st.none() | texts, st.booleans())
@settings(max_examples=200, deadline=None)
@example("<html><body>" + "<p>x", "\ud800", "https://[", "0000-00-00", True)
@example("<html>\x00<body>", None, "http://a.example:99999/", "2019-06-13", True)
def test_any_item_becomes_a_document_or_is_set_aside(
    body: str, title: str | None, url: str | None, published: str | None, is_html: bool
) -> None:
    item = RawItem("x", body, title, url, None, published, is_html)
    for given_time in (None, "2019-06-13"):
        found = make_document(item, SEEN, given_time)
        assert isinstance(found, Document | SetAside)
        if isinstance(found, Document):
            assert found.content.encode("utf-8").decode() == found.content
            assert found.title == " ".join(found.title.split()) and "\r" not in found.text
            assert found.title or found.text
            assert found == make_document(item, SEEN, given_time), "the same each time"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text.replace("&", ""))  # "&amp;lt;" loses one layer each time, as it should
    assert clean(once) == once
    paragraphs = split_paragraphs(once)
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    for declared in (None, "utf-16", "idna", "rot13", "\x00", "latin-1"):
        assert isinstance(decode(data, declared), str)


FORMS = (
    "%Y-%m-%dT%H:%M:%SZ",
    "%a, %d %b %Y %H:%M:%S +0000",
    "%B %d, %Y %H:%M:%S",
    "%d %B %Y, %H:%M:%S GMT",
)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.sampled_from(FORMS))
def test_instants_survive_each_form(when: datetime, form: str) -> None:
    exact = when.replace(microsecond=0, tzinfo=UTC)
    assert parse_instant(exact.strftime(form)) == exact


@given(st.text(max_size=60).map(lambda path: "https://www.herald.example/" + path))
def test_canonical_urls_are_stable(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once
