"""One process owns a store: the lock file beside it, and who holds it.

The lock is a POSIX record lock, so that the system drops it with its process however that ends,
and no worker process inherits it. The file names the holder for others to read, a JSON line each.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path

from barograph.clock import now
from barograph.errors import StoreError, StoreInUse

_held: dict[Path, int] = {}
"""Locks of this process: a record lock does not keep a process from itself."""


def take_lock(store: Path, *, shared: bool = False) -> Path | None:
    """Lock the store, for readers only when `shared`; return what `drop_lock` takes.

    None where the folder lets nobody write and only reading was asked for.
    Raises StoreInUse at once when another holds it.
    """
    place = store.with_name(store.name + ".lock").absolute()
    if place in _held:
        raise StoreInUse(_say_in_use(store, _describe_self()))
    while True:
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            if shared and isinstance(error, PermissionError):
                return None
            raise StoreError(f"{place}: cannot be written: {error.strerror}") from error
        try:
            fcntl.lockf(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            holder = _read_holder(handle)
            os.close(handle)
            raise StoreInUse(_say_in_use(store, holder)) from error
        if _is_same_file(handle, place):
            break
        os.close(handle)  # the holder removed the file between our open and our lock
    _write_holder(handle, shared=shared)
    _held[place] = handle
    return place


def drop_lock(place: Path | None) -> None:
    """Give the lock back and remove its file, unless other readers still hold it."""
    handle = _held.pop(place, None) if place else None
    if handle is None or place is None:
        return
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        place.unlink(missing_ok=True)
    except OSError:
        pass  # another reader holds it too: the last one removes the file
    finally:
        os.close(handle)


def say_in_use_by_pid(store: Path, pid: str) -> str:
    """Word the refusal where only DuckDB's own lock told of the holder."""
    holder = {"pid": pid, "command": "a program that opened the file", "since": ""}
    return _say_in_use(store, holder)


def _describe_self() -> dict[str, str]:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
    since = now().isoformat(timespec="seconds")
    return {"pid": str(os.getpid()), "command": command, "since": since}


def _write_holder(handle: int, *, shared: bool) -> None:
    line = json.dumps(_describe_self()).encode("utf-8", "replace") + b"\n"
    with suppress(OSError):  # a full disk: the lock holds without its name
        if not shared:
            os.ftruncate(handle, 0)
        os.pwrite(handle, line, os.fstat(handle).st_size)


def _read_holder(handle: int) -> dict[str, str]:
    """Return the last of the holders noted that still runs: readers add a line each."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        for line in reversed(os.pread(handle, 1 << 20, 0).splitlines()):
            found = json.loads(line)
            holder = {name: str(found[name]) for name in ("pid", "command", "since")}
            if _is_running(int(holder["pid"])):
                return holder
    return {"pid": "?", "command": "another program", "since": ""}


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return False  # ours would be in `_held`
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs, as another user
    return True


def _is_same_file(handle: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(place))
    except FileNotFoundError:
        return False


def _say_in_use(store: Path, holder: dict[str, str]) -> str:
    since = f", since {holder['since']}" if holder["since"] else ""
    return (
        f"{store} is in use by process {holder['pid']} ({holder['command']}{since}): "
        f"wait for it to end, stop it with `kill {holder['pid']}`, "
        "or name another store with --db"
    )
