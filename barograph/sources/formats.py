"""Tells what an input is by its first bytes; a file's extension only settles what they leave."""

from __future__ import annotations

import re

import msgspec

from barograph.errors import InputError
from barograph.sources.encodings import decode, detect_mark

PACKINGS = ((b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\x00", "xz"), (b"BZh", "bzip2"))
REFUSED = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf", "packed with 7z"),
    (b"{\\rtf", "an RTF document"),
)
COLUMNS = ("published", "published_at", "title", "text", "url", "outlet")
"""Names of table columns that are read; `title` or `text` must be among them."""
DELIMITERS = ",\t;|"

_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(
    r"<!doctype html|<(?:html|head|body|article|title|meta|div|p|h[1-6]|table|span)[\s>/]",
    re.IGNORECASE,
)
_XHTML = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def detect_format(head: bytes, extension: str, location: str) -> str:
    """Return gzip, xz, bzip2, zip, tar, parquet, feed, page, json, table or text.

    Raises InputError with the reason for what none of them can be.
    """
    if not head:
        raise InputError(location, "empty")
    packing = _detect_packing(head)
    if packing:
        return packing
    for magic, name in REFUSED:
        if head.startswith(magic):
            raise InputError(location, f"{name}; text, HTML, tables and feeds are read")
    if detect_mark(head) is None and _is_binary(head):
        raise InputError(location, "binary; text, HTML, tables and feeds are read")
    return _detect_text(decode(head).lstrip("\ufeff \t\r\n"), extension, location)


def _detect_packing(head: bytes) -> str | None:
    for magic, name in PACKINGS:
        if head.startswith(magic):
            return name
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    return "tar" if head[257:262] == b"ustar" else None


def _is_binary(head: bytes) -> bool:
    return b"\x00" in head[:8192] or len(_CONTROL.findall(head[:8192])) > len(head[:8192]) / 20


def _detect_text(text: str, extension: str, location: str) -> str:
    if not text:
        return "text"
    if text.startswith("<"):
        return _detect_markup(text, location)
    if text.startswith("{") or extension in {".jsonl", ".ndjson"}:
        return _detect_json(text, extension)
    if extension in {".csv", ".tsv"} or has_known_header(first_line(text)):
        return "table"
    return "page" if extension in {".html", ".htm"} else "text"


def _detect_markup(text: str, location: str) -> str:
    start = text[:8192]
    is_xml = start.startswith("<?xml")
    page, feed = (_XHTML if is_xml else _PAGE).search(start), _FEED_ROOT.search(start)
    if feed and not (page and page.start() < feed.start()):
        return "feed"
    if page:
        return "page"
    if "<!doctype" in start.lower() or "<!entity" in start.lower():
        raise InputError(location, "XML with a document type declaration: refused")
    if is_xml:
        raise InputError(location, "XML, but neither RSS nor Atom")
    return "text"


def _detect_json(text: str, extension: str) -> str:
    if extension in {".json", ".jsonl", ".ndjson"}:
        return "json"
    try:
        first = msgspec.json.decode(first_line(text))
    except (msgspec.DecodeError, RecursionError):
        return "text"
    return "json" if isinstance(first, dict) else "text"


def first_line(text: str) -> str:
    """Return the first line without its end."""
    return text.split("\n", 1)[0].rstrip("\r")


def has_known_header(line: str) -> bool:
    """Return whether the line names a title or text column beside another known one."""
    delimiter = find_delimiter(line)
    names = split_header(line, delimiter)
    known = [name for name in names if name in COLUMNS]
    return len(known) >= 2 and ("title" in known or "text" in known)


def find_delimiter(line: str) -> str:
    """Return the sign that splits a header into the most known names."""
    return max(DELIMITERS, key=lambda sign: sum(n in COLUMNS for n in split_header(line, sign)))


def split_header(line: str, delimiter: str) -> list[str]:
    """Return the column names of a header, lower case, without quotes."""
    return [name.strip().strip('"').strip().lower() for name in line.split(delimiter)]
