"""HTML to a title, paragraphs, a time and an address; nothing is laid out that is nested too deep.

A whole page goes through trafilatura, which finds the text among navigation and notices. A
fragment, as feeds carry it, is all text: its blocks are taken as they stand.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from barograph.documents.paragraphs import MOST_CHARACTERS, clean_line

MOST_DEEP = 250
"""Deepest nesting laid out; pages people read stay below 100, and libxml2 drops what is below 256.
"""
MOST_MARKUP = 3_000_000
"""Most characters of HTML laid out of one page; what follows is cut off."""

MOST_TAGS = 50_000
"""Most tags of one page: trafilatura takes about 20 µs for each; long pages have 5,000."""

MOST_ATTRIBUTES = 500
"""Most attributes of one tag: libxml2 compares each with all before it."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
_ENDED_BY_OTHERS = frozenset(
    {"p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot"}
    | {"colgroup", "rt", "rp"}
)
_UNNESTED = _VOID | _ENDED_BY_OTHERS
_SKIPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "table", "row", "cell", "lb"})
_WHOLE = re.compile(r"<(?:html|body|head)[\s>]|<!doctype", re.IGNORECASE)
_RAW = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_ATTRIBUTES = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+)""")
_HEADING = re.compile(r"\s*<(h[12])\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|article|section|table|tr|td|th|figure"
    r"|figcaption|header|footer|main|aside|pre|center|hr|br)\b[^<>]*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself."""

    title: str
    paragraphs: list[str]
    published: str | None = None
    url: str | None = None


def read_html(markup: str) -> Page | str:
    """Take a page or fragment apart; return the reason instead where it cannot be."""
    markup = markup[:MOST_MARKUP]
    if markup.count("<") > MOST_TAGS:
        return f"HTML of more than {MOST_TAGS:,} tags"
    if nesting(markup) > MOST_DEEP:
        return f"HTML nested more than {MOST_DEEP} deep"
    if not _WHOLE.search(markup[:20_000]):
        heading = _HEADING.match(markup)
        title = clean_line(" ".join(split_fragment(heading[0]))) if heading else ""
        return Page(title, split_fragment(markup[heading.end() if heading else 0 :]))
    if most_attributes(markup) > MOST_ATTRIBUTES:
        return f"an HTML tag of more than {MOST_ATTRIBUTES:,} attributes"
    return _read_page(markup)


def most_attributes(markup: str) -> int:
    """Return about how many attributes the tag with the most of them bears.

    >>> most_attributes('<p><img src="a b c" alt=x hidden/>')
    3
    """
    tags = (tag[0] for tag in _ATTRIBUTES.finditer(_RAW.sub("", markup)))
    bare = (_VALUE.sub("= ", tag).strip(" /") for tag in tags)
    return max((len(re.split(r"[\s/]+", tag)) - 1 for tag in bare), default=0)


def nesting(markup: str) -> int:
    """Return how deep elements lie in one another, counting none that end by themselves.

    >>> nesting("<div><p><b>Talks</b> resume<br></div>")
    2
    """
    depth = deepest = 0
    for slash, name, rest in _TAG.findall(_SKIPPED.sub("", markup)):
        if name.lower() in _UNNESTED or rest.endswith("/"):
            continue
        depth = max(0, depth - 1) if slash else depth + 1
        deepest = max(deepest, depth)
    return deepest


def split_fragment(markup: str) -> list[str]:
    """Return the paragraphs of a fragment; each block and each line break ends one.

    >>> split_fragment("<h3>Talks</h3>They met<br>in <b>Oslo</b>.")
    ['Talks', 'They met', 'in Oslo.']
    """
    text = _SKIPPED.sub(" ", markup)
    text = _BREAK.sub("\x00", re.sub(r"\s+", " ", text.replace("\x00", "")))
    text = re.sub(r"<[a-zA-Z/!?][^<>]*>", "", text)
    lines = (clean_line(html.unescape(part)) for part in text.split("\x00"))
    return [line for line in lines if line]


def _read_page(markup: str) -> Page | str:
    import trafilatura
    from lxml.etree import LxmlError

    from barograph.documents.metadata import find_facts

    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            return "a page without text"
        facts = find_facts(tree)
        found: Any = trafilatura.bare_extraction(
            markup, include_comments=False, include_tables=False, include_links=False,
            deduplicate=False, with_metadata=False,
        )  # fmt: skip
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return f"a page that cannot be laid out ({type(error).__name__})"
    paragraphs = _blocks(found.body) if found is not None else []
    paragraphs = _without_title(paragraphs, facts.title)
    if not paragraphs and not facts.title:
        return "a page without text"
    return Page(facts.title, paragraphs, facts.published, facts.url)


def _blocks(body: Any) -> list[str]:
    """Return the extracted body's blocks in order; list items and quotes are blocks too."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    size = 0
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\0")
        piece = (element.text if event == "start" else element.tail) or ""
        pieces.append(piece.replace("\0", " "))
        size += len(piece)
        if size > MOST_CHARACTERS:
            break
    lines = (clean_line(block) for block in "".join(pieces).split("\0"))
    return [line for line in lines if line]


def _without_title(paragraphs: list[str], title: str) -> list[str]:
    if paragraphs and title and paragraphs[0].casefold() == title.casefold():
        return paragraphs[1:]
    return paragraphs
