"""A title in, whether it is of prices, of sport or a company's own notice out.

Such titles name states by the dozen (`shares in Seoul fall on Wall Street`) and tell no deed of one
to another.
"""

from __future__ import annotations

import re

MARKET = re.compile(
    r"^(?:[\w.&/'-]+[ -]+){0,4}?(?:stocks?|shares?|forex|bonds?|debt|treasur(?:y|ies)|futures"
    r"|markets?|bunds?|gilts?|peso|yen|rupee|rupiah|baht|rand|real|zloty|forint|lira|rouble|ruble"
    r"|won|dollar|euro|sterling|crude|oil|index|equities|currencies|yuan|crown|leu|adrs|cds)\b",
    re.IGNORECASE,
)
MOVE = re.compile(
    r"\b(?:up|down|ris(?:e|es|ing)|fall(?:s|ing)?|fell|gains?|slips?|sinks?|drops?|jumps?|rall(?:y|ies)"
    r"|surges?|slides?|tumbles?|climbs?|edges?|extends?|seen|opens?|clos(?:e|es|ed)|ends?"
    r"|high(?:er)?|low(?:er)?|firms?|firmer|eases?|weak(?:er|ens)?|strengthens?|stead(?:y|ies)|flat|mixed"
    r"|loss(?:es)?|pct|percent|drags?|soars?|plunges?|rebounds?|retreats?|advances?|dips?|set to"
    r"|track|hit)\b|[;%]",
    re.IGNORECASE,
)
TAGGED = re.compile(
    r"^(?:[A-Z][\w.]*\s+){0,3}(?:STOCKS?|SHARES|FOREX|BONDS?|MARKETS?|Stocks|Markets)-"
)
SPORT = re.compile(
    r"^(?:[\w.&-]+[ -]+){0,3}?(?:soccer|football|tennis|golf|cricket|rugby|basketball|cycling"
    r"|olympics-[\w ]+|athletics|boxing|hockey|handball|volleyball|swimming|motor racing"
    r"|motorcycling|formula one|badminton|rowing|baseball|skiing|gymnastics)[-:]",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|Limited|LLC|Holdings|Company|PLC|Group|Association|Results"
    r"|Offering|Shareholders|Quarter(?:ly)?|Announces?|Launch(?:es)?|Partnership|Summit|Award)\b"
)
LEAST_WORDS, LEAST_SHARE = 7, 0.85
"""Of a notice: words of four letters and more, and the share of them that are capitalised."""


def is_market_report(title: str) -> bool:
    """Tell whether a title reports how prices moved.

    >>> is_market_report("Seoul shares slip on weak U.S. data")
    True
    >>> is_market_report("Russia cuts oil supply to Poland")
    False
    """
    return bool(TAGGED.search(title) or (MARKET.search(title) and MOVE.search(title)))


def is_sport(title: str) -> bool:
    """Tell whether a title is filed under a sport.

    >>> is_sport("Soccer-Late goal sinks Norway")
    True
    """
    return SPORT.search(title) is not None


def is_company_notice(title: str) -> bool:
    """Tell whether a title is a company's own, its words capitalised as in a name.

    >>> is_company_notice("Acme Brazil Corporation Announces Results of Second Quarter Offering")
    True
    """
    words = [word for word in re.findall(r"[A-Za-z]+", title) if len(word) > 3]
    raised = sum(word[0].isupper() and not word.isupper() for word in words)
    return (
        len(words) >= LEAST_WORDS
        and raised >= LEAST_SHARE * len(words)
        and NOTICE.search(title) is not None
    )
