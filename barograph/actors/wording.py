"""The small words that tell how names stand together: possessives, verbs of speech, stops."""

from __future__ import annotations

import re

from barograph.actors.tables import split_list

POSSESSIVES = frozenset({"'S ", "’S ", "'s ", "' ", "’s ", "’ "})
JOINS = POSSESSIVES | {" "}
OF = re.compile(r" (?:of|for) (?:the )?$")
IN = re.compile(r" in $")
PAST = re.compile(
    r"(?i)(?:\bformer|\bex[- ]|\bex-|\bone-time|\blate|\bousted|\bdeposed|\bthen-?) ?$"
)
SPEECH = re.compile(
    r"(?:'s|’s)?[ :,-]+(?:(?:has|had|also|will|to|may|again|and|is|was) )?"
    r"(?:says?|said|saying|tells?|told|vows?|vowed|urges?|urged|warns?|warned|calls?|called|meets?|met|"
    r"meet|hails?|hailed|slams?|slammed|rejects?|rejected|denies|denied|accuses?|accused|"
    r"condemns?|condemned|visits?|visit|visited|arrives?|sees|wants|backs?|praises|welcomes|seeks|"
    r"urging|begins|starts|heads|holds|held|hopes|defends|blames|blasts|offers|pledges|presses|"
    r"discuss\w*|talks?|talked|signs|announces|announced|names|asks|asked|arrive|trip|speech|"
    r"leaves|plans|agrees|agree|to meet|faces|in talks|criticizes|criticises|threatens|dismisses|"
    r"admits|insists|invites|cancels|thanks|wins|won|due|added|adds|aide|spokesman|government|"
    r"administration|camp|ally)\b"
)
ADJECTIVES = frozenset(
    {"US", "U.S.", "U.S", "UK", "U.K.", "EU", "E.U.", "UN", "U.N.", "NATO", "UAE"}
)
CAPITALISED = re.compile(
    r" ((?:(?:al|el|bin|bint|von|van|de|da|del|dos|der|ul|Abu|bin)[ -])*"
    r"[A-Z][\w’'-]+(?: (?:(?:al|el|bin|von|van|de|da|del|ul)[ -])*[A-Z][\w’'.-]+){0,3})"
)
STOPS = frozenset(
    split_list(
        "Monday;Tuesday;Wednesday;Thursday;Friday;Saturday;Sunday;January;February;March;April;"
        "May;June;July;August;September;October;November;December;The;In;On;At;For;To;And;But;"
        "After;As;Says"
    )
)
MADAM = re.compile(r"\b(?:Mrs|Miss|Ms|Lady)\.? $")
