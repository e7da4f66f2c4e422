"""The store survives kill -9, a full disk, other processes, and files that are not stores."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from store_samples import CODER, RECORDED, document, dossier

from barograph.errors import StoreDamaged, StoreError, StoreInUse, UsageError
from barograph.store import MEMORY, open_store
from barograph.store.queries import query
from barograph.store.schema import list_migrations, migrate

HERE = Path(__file__).parent

RECORDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from store_samples import batches, CODER
from barograph.clock import now
from barograph.store import open_store
with open_store(Path(sys.argv[2])) as store:
    print("open", flush=True)
    for dossiers, memberships in batches(int(sys.argv[3])):
        with store.transaction():
            store.record(dossiers, [], now(), CODER)
            store.write_memberships(memberships, [], now())
        print("recorded", flush=True)
    store.arrange(force=True)
"""

HOLDER = """
import sys, time
from pathlib import Path
from barograph.store import open_store
with open_store(Path(sys.argv[1]), read_only=len(sys.argv) > 2):
    print("open", flush=True)
    time.sleep(60)
"""

TABLES = (
    "documents", "sentences", "events", "figures", "appointment_notices", "consequence_claims",
    "memberships",
)  # fmt: skip


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_open(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "open"


def contents(path: Path) -> dict[str, list[str]]:
    """Everything in the store but when it was recorded."""
    with open_store(path, read_only=True) as store:
        found = {}
        for table in TABLES:
            cursor = store.connection.execute(f"FROM {table}")
            names = [column[0] for column in cursor.description]
            found[table] = sorted(str(plain(names, row)) for row in cursor.fetchall())
        return found


def plain(names: list[str], row: tuple) -> dict[str, object]:
    fields = dict(zip(names, row, strict=True))
    for name in ("recorded", "ended", "outdated", "withdrawn"):
        if name in fields:
            fields[name] = fields[name] is not None
    return fields


def test_a_recorder_killed_anywhere_and_run_again_leaves_the_store_of_one_run(tmp_path):
    clean, killed = tmp_path / "clean.duckdb", tmp_path / "killed.duckdb"
    process = start(RECORDER, HERE, clean, 12)
    wait_open(process)
    began = time.monotonic()
    assert process.wait(60) == 0, process.communicate()
    run = time.monotonic() - began
    chance = random.Random(os.getpid())
    for number in range(6):
        process = start(RECORDER, HERE, killed, 12)
        if number:
            wait_open(process)
            time.sleep(chance.uniform(0, run))
        else:
            time.sleep(0.4)  # while it starts, or makes the file
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = start(RECORDER, HERE, killed, 12)
    assert process.wait(60) == 0, process.communicate()
    assert contents(killed) == contents(clean)
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"clean.duckdb", "killed.duckdb"}, "no lock or log stays behind"


def test_what_was_reported_as_recorded_outlives_the_kill(tmp_path):
    path = tmp_path / "b.duckdb"
    process = start(RECORDER, HERE, path, 40)
    wait_open(process)
    reported = 0
    while reported < 3 and process.stdout.readline().strip() == "recorded":
        reported += 1
    process.kill()
    process.communicate()
    with open_store(path, read_only=True) as store:
        assert store.doctor().counts["batches"] >= reported == 3


@pytest.mark.parametrize("read_only", [False, True])
def test_a_second_process_is_told_at_once_who_holds_the_store(tmp_path, read_only):
    path = tmp_path / "b.duckdb"
    holder = start(HOLDER, path)
    try:
        wait_open(holder)
        began = time.monotonic()
        with pytest.raises(StoreInUse) as refusal:
            open_store(path, read_only=read_only)
        assert time.monotonic() - began < 0.5
        assert f"process {holder.pid}" in str(refusal.value)
        assert f"kill {holder.pid}" in str(refusal.value)
        assert "since 20" in str(refusal.value)
        assert refusal.value.exit_code == 3
    finally:
        holder.kill()
        holder.communicate()
    assert json.loads((tmp_path / "b.duckdb.lock").read_text())["pid"] == str(holder.pid)
    with open_store(path, read_only=read_only):
        pass  # the lock of a killed process holds nobody up
    assert not (tmp_path / "b.duckdb.lock").exists()


def test_two_may_read_but_none_may_write_meanwhile(tmp_path):
    path = tmp_path / "b.duckdb"
    open_store(path).close()
    reader = start(HOLDER, path, "read_only")
    try:
        wait_open(reader)
        with open_store(path, read_only=True) as store:
            assert store.document_count() == 0
        with pytest.raises(StoreInUse, match=str(reader.pid)):
            open_store(path)
    finally:
        reader.kill()
        reader.communicate()
    open_store(path).close()


def test_one_process_opens_a_store_once(tmp_path):
    path = tmp_path / "b.duckdb"
    with open_store(path), pytest.raises(StoreInUse, match=f"process {os.getpid()}"):
        open_store(path)
    open_store(path).close()


def test_a_program_that_knows_no_lock_file_is_named_too(tmp_path):
    path = tmp_path / "b.duckdb"
    open_store(path).close()
    script = (
        "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]);"
        "print('open', flush=True); time.sleep(60)"
    )
    other = start(script, path)
    try:
        wait_open(other)
        with pytest.raises(StoreInUse, match=f"process {other.pid}"):
            open_store(path)
    finally:
        other.kill()
        other.communicate()


def fill(path: Path, batches: int = 3) -> None:
    with open_store(path) as store:
        for number in range(batches):
            of = [document(f"https://example.net/{number}/{n}", f"text {n}") for n in range(40)]
            store.record([dossier(one) for one in of], [], RECORDED, CODER)


def test_a_full_disk_is_named_and_the_store_lives(tmp_path):
    path = tmp_path / "b.duckdb"
    fill(path)
    before = contents(path)
    script = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from store_samples import batches, CODER, RECORDED
from barograph.errors import BarographError
from barograph.store import open_store
path = Path(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 300_000, resource.RLIM_INFINITY))
try:
    with open_store(path) as store:
        for dossiers, _ in batches(60):
            store.record(dossiers, [], RECORDED, CODER)
            print("recorded", flush=True)
        store.connection.checkpoint()
except BarographError as error:
    print(error, file=sys.stderr)
    raise SystemExit(error.exit_code)
"""
    process = start(script, HERE, path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3, (out, err)
    assert "disk is full" in err
    assert str(path) in err
    assert "Traceback" not in err
    after = contents(path)
    assert 0 < out.count("recorded") < 60
    with open_store(path, read_only=True) as store:
        assert store.doctor().counts["batches"] >= 3 + out.count("recorded")
    assert set(before["events"]) <= set(after["events"])
    fill(path, 4)
    with open_store(path, read_only=True) as store:
        assert store.document_count() >= 160


def test_text_is_not_a_store(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and long enough to have a header.")
    for read_only in (False, True):
        with pytest.raises(StoreDamaged, match=r"notes\.txt is not a store") as refusal:
            open_store(path, read_only=read_only)
        assert "--db" in str(refusal.value)
    assert path.read_text().startswith("These are notes"), "it was left alone"
    with pytest.raises(StoreDamaged, match="is a folder"):
        open_store(tmp_path)


def test_another_duckdb_file_is_not_a_store(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (a INTEGER)")
    with pytest.raises(StoreDamaged, match="not a store of barograph"):
        open_store(path)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("meta",)]


@pytest.mark.parametrize("damage", ["header", "middle", "truncated"])
def test_a_damaged_file_is_named(tmp_path, damage):
    path = tmp_path / "b.duckdb"
    fill(path, 12)
    content = bytearray(path.read_bytes())
    noise = random.Random(1).randbytes(len(content))
    if damage == "header":
        content[4096 : 3 * 4096] = noise[: 2 * 4096]
    elif damage == "middle":
        content[3 * 4096 :] = noise[3 * 4096 :]
    else:
        del content[len(content) // 3 :]
    path.write_bytes(content)
    with (
        pytest.raises(StoreDamaged, match=r"b\.duckdb is damaged") as refusal,
        open_store(path) as store,
    ):
        store.story_rows("RUS-USA")
    assert "backup" in str(refusal.value)
    assert not path.with_name("b.duckdb.lock").exists()


def test_a_damaged_log_is_named_and_left_alone(tmp_path):
    path, log = tmp_path / "b.duckdb", tmp_path / "b.duckdb.wal"
    process = start(RECORDER, HERE, path, 40)
    wait_open(process)
    for _ in range(3):
        process.stdout.readline()
    process.kill()
    process.communicate()
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 255
    log.write_bytes(content)
    with pytest.raises(StoreDamaged, match="damaged"):
        open_store(path)
    assert log.read_bytes() == content


def test_an_empty_file_becomes_a_store(tmp_path):
    path = tmp_path / "b.duckdb"
    path.touch()
    with open_store(path) as store:
        assert store.document_count() == 0


def test_there_is_nothing_to_read_in_a_store_never_made(tmp_path):
    with pytest.raises(UsageError, match="barograph read"):
        open_store(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_and_refusals_named(tmp_path):
    open_store(tmp_path / "new folder" / "b.duckdb").close()
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"):
        open_store(tmp_path / "file" / "b.duckdb")


def test_an_older_schema_is_brought_up_to_date(tmp_path):
    path = tmp_path / "b.duckdb"
    fill(path, 1)
    scripts = list_migrations()
    newest = scripts[-1][0]
    added = [*scripts, (newest + 1, "ALTER TABLE events ADD COLUMN note VARCHAR DEFAULT 'none'")]
    with open_store(path) as store:
        assert migrate(store.connection, str(path), added) == (newest, newest + 1)
        assert migrate(store.connection, str(path), added) == (newest + 1, newest + 1)
        assert store.connection.execute("SELECT DISTINCT note FROM events").fetchall() == [
            ("none",)
        ]
    for read_only in (False, True):
        with pytest.raises(StoreDamaged, match="newer barograph"):
            open_store(path, read_only=read_only)


def test_a_migration_that_fails_leaves_the_whole_older_version(tmp_path):
    path = tmp_path / "b.duckdb"
    fill(path, 1)
    newest = list_migrations()[-1][0]
    broken = [(newest + 1, "DROP TABLE set_aside; SELECT nothing FROM nowhere")]
    with open_store(path) as store:
        with pytest.raises(duckdb.Error):
            migrate(store.connection, str(path), [*list_migrations(), *broken])
        assert store.set_aside() == []
        assert store.settings()["schema"] == str(newest)


def test_every_migration_is_numbered_without_gaps():
    assert [number for number, _ in list_migrations()] == list(range(1, len(list_migrations()) + 1))


def test_every_query_file_says_what_it_is_for_and_is_used():
    folder = Path(query.__wrapped__.__code__.co_filename).parent
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    for file in (folder / "queries").glob("*.sql"):
        assert file.read_text().startswith("-- "), file.name
        stem = file.stem.replace("arrange_events", "arrange_{table}")
        stem = stem.replace("arrange_memberships", "arrange_{table}")
        by_form = re.sub("import_[a-z]+", "import_{form}", stem)
        assert f'"{stem}"' in source or f'"{by_form}"' in source, f"{file.name} is not used"


def test_memory_stores_are_apart():
    with open_store(MEMORY) as one, open_store(MEMORY) as other:
        one.record([dossier(document())], [], RECORDED, CODER)
        assert (one.document_count(), other.document_count()) == (1, 0)
