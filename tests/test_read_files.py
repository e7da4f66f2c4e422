"""Reading text, pages, tables, archives and folders: what a person points `read` at."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

import duckdb
import pytest

from barograph.records import RawItem, SetAside
from barograph.sources import read_source

CSV = (
    "published,title,text,url,outlet\n"
    '2019-06-13T08:00Z,Talks resume,"Ministers met in Oslo.\nThey will meet again, they said.",'
    "https://herald.example/1,herald.example\n"
    "2019-06-14,Talks end,,https://herald.example/2,\n"
)


def items_of(place: Path | str, **hints: str) -> list[RawItem]:
    found = list(read_source(str(place), **hints))
    assert not [item for item in found if isinstance(item, SetAside)]
    return [item for item in found if isinstance(item, RawItem)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_item(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt", "Talks resume\n\nMinisters met in Oslo.\n")
    (item,) = items_of(path, published="2019-06-13")
    assert item.body.startswith("Talks resume")
    assert (item.location, item.published, item.is_html) == (str(path), "2019-06-13", False)


def test_a_page_is_html_and_keeps_its_own_date_first(tmp_path: Path) -> None:
    path = write(tmp_path / "page", "<!DOCTYPE html><html><body><p>Talks.</p></body></html>")
    (item,) = items_of(path, published="2019-06-13")
    assert item.is_html and item.published is None


def test_a_csv_is_read_by_column_names_and_located_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "news.csv", CSV)
    first, second = items_of(path)
    assert first.title == "Talks resume" and first.body.endswith("they said.")
    assert first.location == f"{path}:2" and second.location == f"{path}:4"
    assert second.outlet is None and second.published == "2019-06-14"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_tables_come_with_any_delimiter_and_without_a_telling_name(
    tmp_path: Path, delimiter: str
) -> None:
    rows = [["TITLE", "Published_At"], ["Talks resume", "2019-06-13"]]
    path = write(tmp_path / "download", "\n".join(delimiter.join(row) for row in rows))
    (item,) = items_of(path)
    assert (item.title, item.published) == ("Talks resume", "2019-06-13")


def test_the_callers_outlet_and_time_fill_in(tmp_path: Path) -> None:
    path = write(tmp_path / "news.csv", "title,published,outlet\nA,,x.example\nB,2019-06-14,\n")
    first, second = items_of(path, outlet="herald.example", published="2019-06-13")
    assert first.outlet == second.outlet == "herald.example"
    assert (first.published, second.published) == ("2019-06-13", "2019-06-14")


def test_json_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path / "news.jsonl",
        '{"title": "Talks resume", "published": 1560384000, "other": [1]}\n\n'
        '{"text": "<p>Ministers met.</p><p>They parted.</p>", "url": "https://a.example/1"}\n',
    )
    first, second = items_of(path)
    assert first.published == "1560384000" and first.location == f"{path}:1"
    assert second.is_html and second.url == "https://a.example/1"


def test_parquet_with_times_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "odd [name]*.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'Talks ' || i AS Title, TIMESTAMP '2019-06-13 08:30:00' AS published_at,"
            " 'Met.'::BLOB AS text, NULL::VARCHAR AS url FROM range(3000) t(i))"
            " TO '" + str(tmp_path / "plain.parquet") + "' (FORMAT parquet)"
        )
    (tmp_path / "plain.parquet").rename(path)
    found = items_of(path)
    assert len(found) == 3000
    assert found[2999].title == "Talks 2999" and found[2999].location == f"{path}:3000"
    assert found[0].published == "2019-06-13T08:30:00+00:00" and found[0].body == "Met."


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_packed_files_are_told_by_their_bytes(tmp_path: Path, pack: object) -> None:
    path = write(tmp_path / "news.bin", pack(CSV.encode()))  # type: ignore[operator]
    assert [item.title for item in items_of(path)] == ["Talks resume", "Talks end"]


def test_a_packed_parquet(tmp_path: Path) -> None:
    plain = tmp_path / "t.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'Talks' AS title) TO '{plain}' (FORMAT parquet)")
    path = write(tmp_path / "t.parquet.gz", gzip.compress(plain.read_bytes()))
    assert [item.title for item in items_of(path)] == ["Talks"]


def test_a_tar_is_read_in_its_own_order_and_members_are_named(tmp_path: Path) -> None:
    path = tmp_path / "days.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        for name in ("./b.txt", "./a.txt", "./.hidden"):
            info = tarfile.TarInfo(name)
            info.size = 6
            archive.addfile(info, io.BytesIO(b"Talks\n"))
    assert [item.location for item in items_of(path)] == [f"{path}!./b.txt", f"{path}!./a.txt"]


def test_a_zip_is_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "days.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/b.csv", CSV)
        archive.writestr("a.txt.gz", gzip.compress(b"Talks resume"))
    found = items_of(path)
    assert [item.location for item in found] == [
        f"{path}!a.txt.gz",
        f"{path}!folder/b.csv:2",
        f"{path}!folder/b.csv:4",
    ]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "b" / "2.txt", "Two")
    write(tmp_path / "a.txt", "One")
    write(tmp_path / "c.txt", "Three")
    write(tmp_path / ".DS_Store", b"\0\0\0\1")
    assert [item.body for item in items_of(tmp_path)] == ["One", "Two", "Three"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV.encode())))
    assert [item.location for item in items_of("-")] == ["-:2", "-:4"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
    ],
)
@pytest.mark.parametrize("name", ["news.csv", "news.txt"])
def test_encodings_are_told(tmp_path: Path, encoding: str, mark: bytes, name: str) -> None:
    text = "title,text\nPrésident à Paris,“Naïve”, \n" if name == "news.txt" else (
        "title,text\nPrésident à Paris,“Naïve” said he\n"
    )  # fmt: skip
    path = write(tmp_path / name, mark + text.encode(encoding))
    found = list(read_source(str(path)))
    shown = " ".join(f"{item}" for item in found)
    assert ("Président" in shown) == (name == "news.csv")
    if name == "news.csv":
        assert isinstance(found[0], RawItem) and found[0].body == "“Naïve” said he"


def test_a_page_in_its_declared_character_set(tmp_path: Path) -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Переговоры</p></body></html>'
    (item,) = items_of(write(tmp_path / "p.html", page.encode("koi8-r")))
    assert "Переговоры" in item.body
