"""A telling's text -> its weighted words: labels off, names of the pair off, stems, families.

Weights are inverse document frequencies of news headlines (`data/frequencies.tsv`), a shipped
table and not running counts, so that no telling's weight depends on what was read before it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from barograph.actors import find_party

LETTERS = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b[NSEW]\.(?=\s?[A-Z][a-z])")
"""U.S. and N. Korea: letters with full stops, written together before words are taken."""
QUARTER = re.compile(
    r"\b([NSEW])\.?(?:(?<=\.)|\s)\s?(?=(?:Korea|Africa|Ossetia|Sudan|Ireland|Iraq|Bank|Timor)\w*\b)"
)
"""N.Korea and S Africa: a quarter of the sky, written out."""
BESIDE = re.compile(r"[\s,;:()\"]+|(?<=\w)['-](?=\w)|'s\b")
QUARTERS = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,/]\d+)*")
SCALE = re.compile(r"(\d)\s*[- ]?\s*(bln|bn|billion|mln|million|trln|trillion)\b", re.IGNORECASE)
NAME_WEIGHT = 0.4
"""Of a third party's name: states are common words of this news, whichever they are."""
COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
DIGITS = {word: str(number) for number, word in enumerate([*COUNTS, "eleven", "twelve"])}


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of one of this room's tables, comments left out."""
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for (word,) in read_rows("small_words.tsv"))


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return (
        ("isations", "is"), ("izations", "is"), ("isation", "is"), ("ization", "is"),
        ("ising", "is"), ("izing", "is"), ("ised", "is"), ("ized", "is"),
        ("ises", "is"), ("izes", "is"), ("ise", "is"), ("ize", "is"),
        ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
        ("ations", ""), ("ation", ""), ("ingly", ""), ("ours", "or"), ("our", "or"),
        ("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""),
        ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ly", ""),
        ("ss", "ss"), ("us", "us"), ("s", ""),
    )  # fmt: skip


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Cut a lower-case English word to a stem; crude, but the same for its inflections.

    >>> {stem(word) for word in ("recognise", "recognizes", "recognised")}
    {'recognis'}
    >>> stem("stopped"), stem("stops"), stem("talks")
    ('stop', 'stop', 'talk')
    """
    word = re.sub(r"['’](s|re|ve|ll|d)?$", "", word)
    for ending, put in _suffixes():
        if word.endswith(ending) and len(word) - len(ending) + len(put) >= 3:
            word = word[: len(word) - len(ending)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@cache
def _families() -> dict[str, str]:
    heads: dict[str, str] = {}
    for head, others in read_rows("synonyms.tsv"):
        for word in (head, *others.split()):
            # The first family that names a word keeps it: the table's order is its order of trust.
            heads.setdefault(word, head)
            heads.setdefault(stem(word), head)
    return heads


@lru_cache(maxsize=1 << 17)
def family(word: str) -> str:
    """Return the name a lower-case word shares with its synonyms, or its stem."""
    heads = _families()
    return heads.get(word) or heads.get(stem(word)) or stem(word)


@cache
def _weights() -> dict[str, float]:
    rows = read_rows("frequencies.tsv")
    total = float(rows[0][1])
    top = math.log(total / 3)
    return {name: math.log(total / float(count)) / top for name, count in rows[1:]}


def weight(name: str) -> float:
    """Return how telling a family is, 0..1: scaled inverse document frequency."""
    return NAME_WEIGHT if name[0] == "@" else _weights().get(name, 1.0)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Return a pattern of all phrases, the word for each, and the words they begin with."""
    words = {phrase: word for word, row in read_rows("phrases.tsv") for phrase in row.split("|")}
    longest = sorted(words, key=len, reverse=True)
    names = "|".join(re.escape(phrase) for phrase in longest)
    begins = frozenset(BESIDE.split(phrase)[0] for phrase in words)
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE), words, begins


@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """Return text in one way of writing: straight quotes, U.S. as US, 2 bln as 2billion.

    Phrases that stand for one word are that word: prime minister, cease-fire, White House.
    """
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    phrases, words, begins = _phrases()
    if not begins.isdisjoint(BESIDE.split(text.lower())):
        text = phrases.sub(lambda found: words[found.group().lower()], text)
    text = QUARTER.sub(lambda found: QUARTERS[found.group(1)], text)
    text = LETTERS.sub(lambda found: found.group().replace(".", ""), text)
    return SCALE.sub(lambda found: found.group(1) + _families()[found.group(2).lower()], text)


@lru_cache(maxsize=1 << 17)
def party(word: str) -> str | None:
    """Return the party that one capitalised word (or two) names, if any.

    Codes are three letters: `Can` and `Are` at a headline's start are no codes. `South` alone
    is a party's name only where Korea is spoken of, which one word does not tell.
    """
    if word in ("North", "South") or (len(word) == 3 and not word.isupper()):
        return None
    return find_party(word)


def _parties(words: list[str]) -> dict[int, str]:
    """Return the places of words that name a party, with its code; '' for a second word."""
    places: dict[int, str] = {}
    for at, word in enumerate(words):
        if at in places or not word[:1].isupper():
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        both = party(f"{word} {following}") if following[:1].isupper() else None
        code = both or party(word)
        if code:
            places[at] = code
            if both:
                places[at + 1] = ""
    return places


def count_words(words: list[str]) -> set[str]:
    """Return the families of words, names and all: what `data/frequencies.tsv` counts.

    Numbers stand as `=3`: twelve dead and 12 dead are one word.
    """
    found = set()
    for word in words:
        lower = DIGITS.get(word.lower(), word.lower())
        if lower[0].isdigit():
            found.add("=" + lower.replace(",", ""))
        elif lower not in _small_words() and len(lower) > 1:
            found.add(family(lower))
    return found


@lru_cache(maxsize=1 << 15)
def find_families(text: str, pair: str) -> frozenset[str]:
    """Return the families of a text's telling words, names of the pair left out.

    Other parties stand as `@SYR`.
    """
    words = WORD.findall(plain(text))
    named = _parties(words)
    found = {f"@{code}" for code in named.values() if code and code not in pair.split("-")}
    return frozenset(found | count_words([w for at, w in enumerate(words) if at not in named]))
