"""Bad input is named with its reason, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from barograph.actors import find_mentions
from barograph.coder.times import find_times
from barograph.documents import make_document
from barograph.language import split_sentences
from barograph.records import RawItem, SetAside
from barograph.sources import read_source

ROW = b"Talks resume in Oslo,2019-06-13\n"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;&a;&a;&a;">]>'
    "<rss version='2.0'><channel><item><title>&c;</title></item></channel></rss>"
)


def read(path: Path) -> tuple[list[RawItem], list[SetAside]]:
    found = list(read_source(str(path)))
    kept = [item for item in found if isinstance(item, RawItem)]
    return kept, [item for item in found if isinstance(item, SetAside)]


def refuse(path: Path, content: bytes) -> SetAside:
    path.write_bytes(content)
    kept, (aside,) = read(path)
    assert not kept and aside.location.startswith(str(path))
    return aside


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (bytes(range(256)) * 20, "binary"),
        (BOMB.encode(), "document type declaration"),
        (BOMB.encode("utf-16"), "document type declaration"),
        (b"<?xml version='1.0'?><note><to>x</to></note>", "neither RSS nor Atom"),
        (b"PK\x03\x04 not a zip at all", "damaged zip"),
        (b"PAR1 not a parquet file PAR1", "damaged Parquet"),
        (b"\x1f\x8b not a gzip", "damaged"),
        (b"name,when\na,b\n", "no column named title or text"),
    ],
)
def test_what_is_refused_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refuse(tmp_path / "input.csv", content).reason


def test_one_bad_file_does_not_stop_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks resume")
    (tmp_path / "b.bin").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "c.txt").write_text("Talks end")
    kept, aside = read(tmp_path)
    assert len(kept) == 2 and [item.location for item in aside] == [str(tmp_path / "b.bin")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "no such file" in read(tmp_path / "gone.csv")[1][0].reason


@pytest.mark.parametrize("name", ["x\0y", "x" * 5000, ""])
def test_impossible_names(name: str) -> None:
    (found,) = read_source(name)
    assert isinstance(found, SetAside)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_rows_before_a_break_are_kept(tmp_path: Path, pack: object) -> None:
    rows = b"title,published\n" + b"".join(
        b"Talks %d %x,2019\n" % (i, hash(i * 31)) for i in range(9000)
    )
    packed = pack(rows)  # type: ignore[operator]
    path = tmp_path / "news.csv.packed"
    path.write_bytes(packed[: len(packed) // 2])
    kept, (aside,) = read(path)
    assert 1000 < len(kept) < 9000 and "cut short" in aside.reason
    assert all(item.published == "2019" for item in kept), "no row is half a row"


def test_a_damaged_parquet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'Talks ' || hash(i) AS title FROM range(200000) t(i))"
            f" TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 20000)"
        )
    whole = path.read_bytes()
    assert "Parquet" in refuse(path, whole[: len(whole) // 2]).reason
    middle = len(whole) * 3 // 5
    path.write_bytes(whole[:middle] + b"\xff" * 5000 + whole[middle + 5000 :])
    kept, (aside,) = read(path)
    assert 20_000 <= len(kept) < 200_000 and "Parquet" in aside.reason


def test_three_broken_rows_are_named_and_the_rest_kept(tmp_path: Path) -> None:
    rows = [ROW] * 3000
    rows[500] = b'"Talks unclosed,2019-06-13\n'
    rows[1500] = b"Talks,with,too,many,2019\n"
    rows[2500] = b"Talks only\n"
    path = tmp_path / "news.csv"
    path.write_bytes(b"title,published\n" + b"".join(rows))
    kept, aside = read(path)
    assert len(kept) == 2997
    assert [item.location for item in aside] == [f"{path}:{n}" for n in (502, 1502, 2502)]


@pytest.mark.parametrize("last", [b'2019,"Talks"\n', b'x"y",z,\n', b"x\n", b""])
def test_an_unclosed_quote_costs_its_own_row_only(tmp_path: Path, last: bytes) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'published,title\n2019,"Talks\n' + b"2019,Talks\n" * 10 + last)
    kept, aside = read(path)
    assert aside[0].location == f"{path}:2"
    assert len(kept) + len(aside) == 11 + bool(last) and len(kept) >= 10


def test_bytes_that_are_no_text_cost_their_own_line(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes("title,text\nPrésident,a\n".encode() + b"\xff\xfe\xe9,b\nTalks,c\n")
    kept, (aside,) = read(path)
    assert [item.title for item in kept] == ["Président", "Talks"]
    assert aside.location == f"{path}:3" and "UTF-8" in aside.reason


def test_broken_json_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    deep = "[" * 100_000
    path.write_text(
        f'{{"title": "A"}}\n{{"title": \n[1]\n{{"x": {deep}\n{{"y": 1}}\n{{"title": "B"}}\n'
    )
    kept, aside = read(path)
    assert [item.title for item in kept] == ["A", "B"]
    assert [item.location.rsplit(":", 1)[1] for item in aside] == ["2", "3", "4", "5"]


@pytest.mark.parametrize("head", [b"", b"title,text\n", b'{"title": "A"}\n'])
def test_a_line_without_end_is_named_and_skipped(
    tmp_path: Path, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barograph.sources.lines.DOCUMENT_BYTES", 1_000_000)
    monkeypatch.setattr("barograph.sources.texts.DOCUMENT_BYTES", 1_000_000)
    path = tmp_path / "long"
    tail = b'\n{"title": "B"}\n' if head.startswith(b"{") else b"\nTalks,resume\n"
    path.write_bytes(head + b"x" * 3_000_000 + tail)
    kept, (aside,) = read(path)
    assert "longer than" in aside.reason and len(kept) == head.count(b"\n") * (
        2 if head.startswith(b"{") else 1
    )


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"title,text\n")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\nTalks,resume\n")
    kept, (aside,) = read(path)
    assert [item.title for item in kept] == ["Talks"] and aside.location == f"{path}:2"


@pytest.mark.slow
def test_a_million_rows_with_three_broken(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    with path.open("wb") as file:
        file.write(b"title,published\n")
        for number in range(1_000_000):
            is_broken = number in {10, 500_000, 999_999}
            file.write(b'"Talks' + ROW if is_broken else ROW)
    kept, aside = 0, []
    for item in read_source(str(path)):
        if isinstance(item, SetAside):
            aside.append(item.location)
        else:
            kept += 1
    assert kept == 999_997
    assert aside == [f"{path}:{number}" for number in (12, 500_002, 1_000_001)]


def test_packing_bombs_are_stopped(tmp_path: Path) -> None:
    zeros = b"\0" * 1_000_000
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"title,text\n" + b"a" * 20_000_000)
        archive.writestr("b.txt", b"Talks resume")
    kept, aside = read(path)
    assert any("bomb" in item.reason for item in aside)
    assert kept[-1].body == "Talks resume", "the next member is still read"
    tower = gzip.compress(gzip.compress(gzip.compress(gzip.compress(zeros))))
    assert "deep" in refuse(tmp_path / "tower.gz", tower).reason


def test_a_zip_of_countless_members_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1000):
            archive.writestr(f"{number}.txt", "Talks")
    whole = path.read_bytes()
    end = whole.rindex(b"PK\5\6")
    start = int.from_bytes(whole[end + 16 : end + 20], "little")
    index = whole[start:end] * 400  # 400,000 members, of which the index says that it is so long
    size = len(index).to_bytes(4, "little")
    path.write_bytes(whole[:start] + index + whole[end : end + 12] + size + whole[end + 16 :])
    kept, (aside,) = read(path)
    assert not kept and "index of more than" in aside.reason


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "Talks")
    data = bytearray(buffer.getvalue())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flags] |= 1  # the bit that says it is encrypted
    assert "encrypted" in refuse(tmp_path / "a.zip", bytes(data)).reason


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("a.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"Talks"))
    kept, (aside,) = read(path)
    assert [item.body for item in kept] == ["Talks"] and "not a regular file" in aside.reason


def test_a_tar_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "cut.tar.xz"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number in range(40):
            info = tarfile.TarInfo(f"{number}.txt")
            body = os.urandom(3000).hex().encode()
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    packed = lzma.compress(buffer.getvalue())
    path.write_bytes(packed[: len(packed) // 2])
    kept, aside = read(path)
    assert 10 < len(kept) < 30 and aside


def test_pipes_devices_and_loops_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pipe")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.txt").write_text("Talks")
    kept, aside = read(tmp_path)
    assert [item.body for item in kept] == ["Talks"]
    reasons = " | ".join(item.reason for item in aside)
    assert len(aside) == 3 and "pipe" in reasons and "link back" in reasons and "no such" in reasons
    assert "not a regular file" in read(Path("/dev/zero"))[1][0].reason


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder in which the tests' own user may be kept out, root being given up meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)


def test_unreadable_files_and_folders_are_named(as_nobody: Path) -> None:
    is_nobody = os.geteuid() == 65534
    if is_nobody:
        os.seteuid(0)
    (as_nobody / "closed").mkdir()
    (as_nobody / "closed" / "x.txt").write_text("x")
    (as_nobody / "closed").chmod(0o000)
    (as_nobody / "secret.txt").write_text("x")
    (as_nobody / "secret.txt").chmod(0o000)
    (as_nobody / "z.txt").write_text("Talks")
    if is_nobody:
        os.seteuid(65534)
    kept, aside = read(as_nobody)
    assert [item.body for item in kept] == ["Talks"]
    assert [item.reason for item in aside] == ["permission denied"] * 2


@pytest.mark.parametrize("tag", ["div", "b", "p", "li", "blockquote", "x-y", 'div a="<"'])
def test_deep_nesting_is_neither_slow_nor_fatal(tag: str, seen: datetime) -> None:
    body = f"<html><body>{f'<{tag}>' * 100_000}Talks resume."
    start = time.process_time()
    make_document(RawItem("x", body, is_html=True, published="2019-06-13"), seen)
    assert time.process_time() - start < 4  # 2 s on a quiet machine


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0000-00-00", "cannot be read"),
        ("0000-00-00 00:00:00", "cannot be read"),
        ("2199-01-01", "future"),
        ("1066-10-14", "before 1900"),
        ("06/07/2019", "cannot be read"),
        ("yesterday", "cannot be read"),
        ("9" * 400, "cannot be read"),
        (None, "no date"),
    ],
)
def test_dates_are_never_guessed(seen: datetime, written: str | None, reason: str) -> None:
    found = make_document(RawItem("news.csv:2", "", title="Talks", published=written), seen)
    assert isinstance(found, SetAside) and reason in found.reason
    assert found.location == "news.csv:2"


@pytest.mark.parametrize("inside", ["", "<noscript>"])
def test_a_tag_of_countless_attributes_is_named(seen: datetime, inside: str) -> None:
    attributes = " ".join(f'a{number}="b>"' for number in range(20_000))
    body = f"<html><body>{inside}<p {attributes}>Talks resume."
    start = time.process_time()
    found = make_document(RawItem("x", body, is_html=True, published="2019-06-13"), seen)
    assert isinstance(found, SetAside) and "attributes" in found.reason
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "words", ["Putin, ", "Putin said ", "President ", "Turkey ", '"A \'B said "', "Putin: "]
)
def test_one_word_over_and_over_is_not_slow(seen: datetime, words: str) -> None:
    body = words * (100_000 // len(words)) + "met Trump."
    document = make_document(RawItem("x", body, published="2019-06-13"), seen)
    assert not isinstance(document, SetAside)
    find_mentions(document, split_sentences(document))  # so that tables are loaded
    start = time.process_time()
    find_mentions(document, split_sentences(document))
    assert time.process_time() - start < 2  # some took minutes when each looked back at all before


PARENT = """
import os, time
from barograph.workers import Workers

if __name__ == "__main__":
    pool = Workers(time.sleep, 2).start()
    print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
    pool.submit(time.sleep, 60)
    time.sleep(60)
"""


def test_coding_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert workers
    deadline = time.monotonic() + 10
    while any(is_running(pid) for pid in workers):
        assert time.monotonic() < deadline, "a worker outlives its parent"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_ctrl_c_stops_a_reading_in_plain_words(tmp_path: Path) -> None:
    news, store = tmp_path / "news.csv", tmp_path / "b.duckdb"
    rows = (f"2019-06-13,Russia accuses Ukraine of theft {n}\n" for n in range(20_000))
    news.write_text("published,title\n" + "".join(rows))
    words = ["barograph", "read", "--db", str(store), "--workers", "1", str(news)]
    script = (
        "import signal, sys; from barograph.cli import main; sys.argv = sys.argv[1:];"
        "signal.signal(signal.SIGINT, signal.default_int_handler); main()"
    )  # a shell's background jobs, and all they start, are deaf to Ctrl-C else
    command = [sys.executable, "-c", script, *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as reading:
        deadline = time.monotonic() + 30
        while not store.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(3)
        reading.send_signal(signal.SIGINT)
        told = reading.communicate(timeout=30)[1]
    assert reading.returncode == 130 and told == "barograph: stopped; what was recorded stays\n"


def test_duckdb_words_an_interrupt_as_the_command_line_expects() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    query = "SELECT count(*) FROM range(300000000) t(i) WHERE hash(i) % 7 = 1"
    try:
        with duckdb.connect() as connection, pytest.raises(RuntimeError, match="interrupted") as it:
            connection.execute(query)
    finally:
        signal.signal(signal.SIGINT, before)
    assert str(it.value) == "Query interrupted"


@pytest.mark.parametrize("words", ["one ", "two thousand ", "1-", "2019-06-", "between one or "])
def test_numbers_over_and_over_are_not_slow(words: str, seen: datetime) -> None:
    text = f"{words * (100_000 // len(words))} met on Thursday."
    find_times("last Friday", seen)  # so that tables are loaded
    start = time.process_time()
    find_times(text, seen)
    assert time.process_time() - start < 2  # each number looked at all after it before
