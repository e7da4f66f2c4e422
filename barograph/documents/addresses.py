"""A url to its canonical form and to the registrable domain that answers for it.

Canonical: scheme and host in lower case, http read as https, no default port, no user, no
fragment, no trailing dot or slash, no `www.`, `m.`, `mobile.` or `amp.` in front of a registrable
domain, no parameter that only tells how a reader came (`utm_...`, `fbclid` and others), the
others in the order of their names. Two addresses of one text so become one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

if TYPE_CHECKING:
    import tldextract

TRACKING = re.compile(
    r"(?:utm_|at_|mtm_|pk_|piwik_|hsa_|oly_|vero_|guce_).*"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|mc_cid|mc_eid"
    r"|cmpid|cmp|ncid|ocid|icid|smid|smtyp|feedtype|feedname|rpc|ref|ref_src|ref_url|referrer"
    r"|taid|ito|ftag|soc_src|soc_trk|spm|xtor|emc|_ga|guccounter|outputtype"
    r"|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters dropped. `source`, `src`, `cid` and the like stay: some outlets number texts by them,
and two texts taken for one is the worse mistake."""
_MOBILE = re.compile(r"(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_LABEL = re.compile(r"[a-z0-9_-]+")
LONGEST = 2_000


def canonical_url(url: str) -> str | None:
    """Return the canonical form of an http(s) url, None for anything else.

    >>> canonical_url("HTTP://m.Example.org:80/a/?utm_source=x&id=2#top")
    'https://example.org/a?id=2'
    """
    url = url.strip()
    if len(url) > LONGEST or not url[:5].lower().startswith("http"):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    host = strip_mobile(host)
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    # Marks beyond ASCII, and spaces, are written as browsers send them.
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=-._~")
    query = _kept_query(parts.query) if parts.query else ""
    return f"https://{host}{path}{'?' + query if query else ''}"


@lru_cache(maxsize=16_384)
def strip_mobile(host: str) -> str:
    """Return a host in lower case without www, mobile and AMP prefixes."""
    host = host.lower().rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    shorter = _MOBILE.sub("", host, count=1) if _MOBILE.match(host) else host
    return shorter if registrable_domain(shorter) else host


@lru_cache(maxsize=16_384)
def registrable_domain(host: str) -> str:
    """Return the domain somebody registered, by the public suffix list; '' for none.

    A suffix that is not on the list (`.example`) counts as one label, as the list prescribes.

    >>> registrable_domain("news.bbc.co.uk"), registrable_domain("localhost")
    ('bbc.co.uk', '')
    """
    parts = _extractor()(host)
    if parts.suffix or parts.ipv4 or parts.ipv6:
        return str(parts.top_domain_under_public_suffix).lower()
    labels = host.lower().strip(".").split(".")
    is_name = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return ".".join(labels[-2:]) if is_name else ""


def domain_of(url: str | None) -> str:
    """Return the registrable domain of a url, or ''."""
    if not url:
        return ""
    try:
        return registrable_domain(urlsplit(url).hostname or "")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _extractor() -> tldextract.TLDExtract:
    import tldextract

    # The list inside the package: never fetched, never cached on disk.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _kept_query(query: str) -> str:
    pairs = parse_qsl(query[:LONGEST], keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not TRACKING.fullmatch(pair[0])))
