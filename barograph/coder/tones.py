"""A sentence in, whether its words sound better or worse for those it names out.

A tone is no reading of who did what: it is told of a sentence that names both sides of a pair even
where no deed between them is found, and serves to notice that something is happening between them.
"""

from __future__ import annotations

import functools
import re

from barograph.coder.tables import read_rows

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
SHORTEST = 3
"""Letters of the shortest beginning of a word in the table."""
MOST = 2
"""However many words say so, a sentence counts for no more than two of them."""


@functools.cache
def load_tones() -> tuple[dict[str, int], dict[str, int]]:
    """Return the tone of whole words, and that of beginnings of words."""
    rows = [(word, int(tone)) for word, tone in read_rows("tone_words.tsv")]
    whole = {word: tone for word, tone in rows if not word.endswith("*")}
    beginnings = {word[:-1]: tone for word, tone in rows if word.endswith("*")}
    return whole, beginnings


@functools.lru_cache(maxsize=50_000)
def weigh_word(word: str) -> int:
    """Return the tone of one word in lower case, by the longest row that fits it."""
    whole, beginnings = load_tones()
    if word in whole:
        return whole[word]
    for length in range(len(word), SHORTEST - 1, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]]
    return 0


def hear_tone(text: str) -> int:
    """Return the words that sound better less those that sound worse, -2 to 2.

    >>> hear_tone("Ruritania expels envoys"), hear_tone("Talks resume"), hear_tone("Rain falls")
    (-1, 2, 0)
    """
    total = sum(weigh_word(word) for word in WORD.findall(text.lower()))
    return max(-MOST, min(MOST, total))
