"""Reading RSS and Atom, from files and from addresses, with the dialler guarded."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from barograph.documents import make_document
from barograph.records import Document, RawItem, SetAside
from barograph.sources import dial, read_source

ITEM = """<item><title>Talks resume &amp; go on</title><link>{link}</link>
<guid isPermaLink="false">n-1</guid><pubDate>Thu, 13 Jun 2019 08:00:00 +0300</pubDate>
<description>&lt;p&gt;Ministers met.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Ministers met in Oslo.</p><h3>Next</h3>
<p>{more}</p>]]></content:encoded>
</item>"""
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Herald</title>'
    "{items}</channel></rss>"
)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title type="html">Talks &lt;b&gt;resume&lt;/b&gt;</title><id>tag:1</id>
<link href="/2019/talks"/><updated>2019-06-13T08:00:00Z</updated>
<summary>Ministers met.</summary></entry></feed>"""


def rss(more: str = "They parted.", link: str = "https://herald.example/1", count: int = 1) -> str:
    return RSS.format(items=ITEM.format(link=link, more=more) * count)


def test_an_item_keeps_title_link_time_and_its_longest_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss())
    (item,) = read_source(str(path))
    assert isinstance(item, RawItem)
    assert (item.title, item.url) == ("Talks resume & go on", "https://herald.example/1")
    assert item.location == f"{path}#n-1" and "Oslo" in item.body and item.is_html
    assert not item.is_watched and item.seen is None


def test_a_heading_in_an_item_stays_apart(tmp_path: Path, seen: datetime) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss())
    (item,) = read_source(str(path))
    assert isinstance(item, RawItem)
    document = make_document(item, seen)
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == ["Ministers met in Oslo.", "Next", "They parted."]
    assert document.published == datetime(2019, 6, 13, 5, tzinfo=UTC)


def test_an_edited_item_is_another_revision_of_the_same_document(
    tmp_path: Path, seen: datetime
) -> None:
    (tmp_path / "2019-06-13T060000Z.xml").write_text(rss())
    (tmp_path / "2019-06-13T090000Z.xml").write_text(rss())
    (tmp_path / "2019-06-14T060000Z.xml").write_text(rss("They parted in anger."))
    found = [make_document(item, seen) for item in read_source(str(tmp_path))]  # type: ignore[arg-type]
    documents = [document for document in found if isinstance(document, Document)]
    assert len(documents) == 3
    assert len({document.id for document in documents}) == 1
    assert len({document.revision for document in documents}) == 2
    assert documents[2].available == datetime(2019, 6, 14, 6, tzinfo=UTC), "known when edited"


def test_atom(tmp_path: Path) -> None:
    path = tmp_path / "atom"
    path.write_text(ATOM)
    (item,) = read_source(str(path))
    assert isinstance(item, RawItem)
    assert (item.title, item.published) == ("Talks resume", "2019-06-13T08:00:00Z")


def test_a_sloppy_feed_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(count=20).replace("</item>", "", 1).replace("&amp;", "&"))
    assert len([item for item in read_source(str(path)) if isinstance(item, RawItem)]) >= 19


def test_a_feed_that_ends_in_endless_comments_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss() + "<!---->" * 280 + "x")
    start = time.process_time()
    assert list(read_source(str(path)))
    assert time.process_time() - start < 2


def test_a_feed_cut_short_loses_only_its_last_item(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(count=3)[:-120])
    found = list(read_source(str(path)))
    assert [type(item) for item in found] == [SetAside, RawItem, RawItem]


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name == "away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest")
            self.end_headers()
            return
        if name.startswith("loop"):
            self.send_response(302)
            self.send_header("Location", f"/{name}x")
            self.end_headers()
            return
        body = {
            "feed": rss("They parted."),
            "other": rss(link="https://reuters.com/world/1"),
            "page": "<html><body><p>Ministers met.</p></body></html>",
            "packed": rss(),
            "long": "x" * 5000,
        }.get(name)
        self.send_response(200 if body else 404)
        data = (body or "").encode()
        if name == "packed":
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        if name == "long":
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    house = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=house.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{house.server_port}"
    house.shutdown()
    house.server_close()


def read(url: str, *, allow_inside: bool = True) -> list[RawItem | SetAside]:
    return list(read_source(url, allow_inside=allow_inside))


def test_a_feed_at_an_address_counts_as_watched(server: str) -> None:
    (item,) = read(f"{server}/feed")
    assert isinstance(item, RawItem) and item.is_watched


def test_a_packed_reply_is_unpacked(server: str) -> None:
    (item,) = read(f"{server}/packed")
    assert isinstance(item, RawItem) and item.title == "Talks resume & go on"


def test_a_page_at_an_address_keeps_its_address(server: str) -> None:
    (item,) = read(f"{server}/page")
    assert isinstance(item, RawItem)
    assert item.url == f"{server}/page" and item.is_html and not item.is_watched


def test_a_feed_cannot_speak_in_the_name_of_whom_it_links(server: str, seen: datetime) -> None:
    (forged,) = read(f"{server}/other")
    assert isinstance(forged, RawItem)
    honest = RawItem("x", "", title="T", url="https://reuters.com/world/1", published="2019-06-13")
    theirs, ours = make_document(forged, seen), make_document(honest, seen)
    assert isinstance(theirs, Document) and isinstance(ours, Document)
    assert theirs.outlet == "127.0.0.1" and ours.outlet == "reuters.com"
    assert theirs.id != ours.id, "it must not revise what reuters.com published"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing", "404"), ("long", "br"), ("loop", "redirects")],
)
def test_bad_answers_are_named(server: str, path: str, reason: str) -> None:
    (found,) = read(f"{server}/{path}")
    assert isinstance(found, SetAside) and reason in found.reason


def test_inside_addresses_are_refused_unless_allowed(server: str) -> None:
    (found,) = read(f"{server}/feed", allow_inside=False)
    assert isinstance(found, SetAside) and "inside address" in found.reason
    port = server.rsplit(":", 1)[1]
    (named,) = read(f"http://localhost:{port}/feed", allow_inside=False)
    assert isinstance(named, SetAside) and "inside address" in named.reason


def test_a_redirect_is_checked_like_the_first_address(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first address is let through as if it lay outside; the second must still be refused."""
    checked = dial.is_inside
    monkeypatch.setattr(dial, "is_inside", lambda ip: ip != "127.0.0.1" and checked(ip))
    (found,) = read(f"{server}/away", allow_inside=False)
    assert isinstance(found, SetAside) and "169.254.169.254" in found.reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "100.64.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1",
     "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "192.0.2.1"],
)  # fmt: skip
def test_what_lies_inside(address: str) -> None:
    assert dial.is_inside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "93.184.216.34"])
def test_what_lies_outside(address: str) -> None:
    assert not dial.is_inside(address)


@pytest.mark.parametrize("place", ["ftp://a.example/x", "file:///etc/passwd", "gopher://a/"])
def test_only_web_addresses_are_fetched(place: str) -> None:
    (found,) = read(place)
    assert isinstance(found, SetAside) and "not fetched" in found.reason
