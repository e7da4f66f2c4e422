"""An address to a bounded file, dialling no address inside the house unless told to.

The check sits where it cannot be walked around: in the dialler, after the name was resolved and
on the very address that is then dialled, for the first request and for each redirect alike. So
neither a name that points inside, nor one that changes its mind between check and use (DNS
rebinding), nor a redirect gets through. Proxies of the environment are not used: one would dial
in our place, unchecked.
"""

from __future__ import annotations

import ipaddress
import socket
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

import httpcore2
import httpx2

from barograph.errors import InputError
from barograph.sources.bounds import FETCH_BYTES

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 120.0
REDIRECTS = 5
_HEADERS = {
    "User-Agent": "barograph/0.1 (news reader)",
    "Accept": "application/rss+xml, application/atom+xml, text/html, */*;q=0.8",
    "Accept-Encoding": "gzip",  # what comes packed is unpacked in bounds, as a .gz file is
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address gave: its bytes (still gzipped if they came so) and its final url."""

    file: IO[bytes]
    url: str
    charset: str | None


@contextmanager
def fetch(url: str, *, allow_inside: bool = False) -> Iterator[Reply]:
    """Fetch `url` into a temporary file; raise InputError with the reason when that fails.

    `allow_inside` permits loopback, private and other non-global addresses.
    """
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    transport = _CheckedTransport(allow_inside)
    with (
        tempfile.TemporaryFile(prefix="barograph-") as file,
        httpx2.Client(
            transport=transport,
            timeout=timeout,
            headers=_HEADERS,
            follow_redirects=True,
            max_redirects=REDIRECTS,
            trust_env=False,
        ) as client,
    ):
        try:
            reply = _download(client, url, file)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
            raise InputError(url, f"cannot be fetched: {error}") from error
        yield reply


def _download(client: httpx2.Client, url: str, file: IO[bytes]) -> Reply:
    deadline = time.monotonic() + TOTAL_SECONDS
    with client.stream("GET", url) as response:
        if response.status_code != 200:
            raise InputError(url, f"answered {response.status_code} {response.reason_phrase}")
        packing = response.headers.get("content-encoding", "identity").lower()
        if packing not in {"identity", "gzip", "x-gzip", ""}:
            raise InputError(url, f"came packed with {packing}, which was not asked for")
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > FETCH_BYTES:
                raise InputError(url, f"longer than {FETCH_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise InputError(url, f"took longer than {TOTAL_SECONDS:.0f} s")
            file.write(chunk)
        file.seek(0)
        return Reply(file, str(response.url), response.charset_encoding)


def is_inside(address: str) -> bool:
    """Return whether an IP address is not one of the open internet.

    >>> is_inside("100.64.0.1"), is_inside("::ffff:127.0.0.1"), is_inside("8.8.8.8")
    (True, True, False)
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if carried is not None:
            return is_inside(str(carried))
    return not ip.is_global or ip.is_multicast or ip.is_reserved


class _CheckedDial(httpcore2.NetworkBackend):
    """Resolves a name, refuses what lies inside, and dials the address it checked."""

    def __init__(self, allow_inside: bool) -> None:
        self._allow_inside = allow_inside
        self._dial = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception | None = None
        for address in self._resolve(host, port):
            try:
                return self._dial.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} cannot be resolved ({error})") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        inside = [address for address in addresses if is_inside(address)]
        if inside and not self._allow_inside:
            raise httpcore2.ConnectError(
                f"{host} is at the inside address {inside[0]}; --allow-inside permits it"
            )
        return addresses


class _CheckedTransport(httpx2.HTTPTransport):
    """httpx2's transport over our dialler, for which its constructor has no argument."""

    def __init__(self, allow_inside: bool) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            network_backend=_CheckedDial(allow_inside),
        )
