"""A host in, a connection out, to no address inside the house unless told to.

The check sits where it cannot be walked around: in the dialler, after the name was resolved and
on the very address that is then dialled, for the first request and for each redirect alike. So
neither a name that points inside, nor one that changes its mind between check and use (DNS
rebinding), nor a redirect gets through. Proxies of the environment are not used: one would dial
in our place, unchecked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


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


class InsideAddress(httpcore2.ConnectError):
    """A host lies inside, and nobody said that it may be dialled."""


class CheckedDial(httpcore2.NetworkBackend):
    """Resolves a name, refuses what lies inside, and dials the address it checked."""

    def __init__(self, allow_inside: bool, permit: str) -> None:
        """Take whether inside addresses may be dialled, and what would permit it."""
        self._allow_inside = allow_inside
        self._permit = permit
        self._dial = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Dial the first address of a host that answers."""
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
            raise InsideAddress(
                f"{host} is at the inside address {inside[0]}; {self._permit} permits it"
            )
        return addresses


class CheckedTransport(httpx2.HTTPTransport):
    """httpx2's transport over our dialler, for which its constructor has no argument."""

    def __init__(
        self, allow_inside: bool, permit: str = "--allow-inside", connections: int = 10
    ) -> None:
        """Take whether inside addresses may be dialled, what would permit it, and how many."""
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=connections,
            network_backend=CheckedDial(allow_inside, permit),
        )
