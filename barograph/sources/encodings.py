"""Bytes to text by a stated rule.

A byte-order mark decides; else a declared character set under which every byte reads; else
UTF-16 where every other byte is zero; else UTF-8; else Windows-1252, which also reads ISO 8859-1
(as browsers do). Lines of a table are judged one by one (`lines.py`).
"""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})"""
    rb"""|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_TRUSTED = re.compile(
    r"utf-?8|utf-16(-[lb]e)?|iso8859-\d+|cp125\d|cp866|cp949|koi8-[ru]|gbk?|gb2312|gb18030"
    r"|big5(hkscs)?|euc_(jp|kr)|shift_jis|cp932|mac-(roman|cyrillic)|tis-620"
)
"""Character sets a page may ask for. Python knows stranger ones, some of them slow (punycode)."""


def detect_mark(head: bytes) -> str | None:
    """Return the codec a byte-order mark, or the zeros of UTF-16, show; None when neither."""
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec
    sample = head[:4096]
    if len(sample) >= 4:
        half = len(sample) // 2
        even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
        if odd > 0.4 and even < 0.05:
            return "utf-16-le"
        if even > 0.4 and odd < 0.05:
            return "utf-16-be"
    return None


def find_declared(data: bytes) -> str | None:
    """Return the character set named in an XML declaration or a meta tag of the first 4 KB."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data` by the module's rule; never raises.

    >>> decode("naïve".encode("cp1252")), decode("naïve".encode("utf-16"))
    ('naïve', 'naïve')
    """
    codec = detect_mark(data)
    if codec:
        return data.decode(codec, "replace")
    for name in (_trusted(declared), "utf-8"):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return decode_western(data)


def decode_western(data: bytes) -> str:
    """Return Windows-1252 text; its five unassigned bytes read as ISO 8859-1 control signs."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _trusted(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return None  # the fallback reads both, and the curly quotes that pages put into them
    return name if _TRUSTED.fullmatch(name) else None
