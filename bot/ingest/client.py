"""The one HTTP client: bounded in time, size and redirects, and unable to reach what is not public.

The address is checked where the socket is made, after all names are resolved. A check of the URL alone misses
redirects and names that resolve anew; a check in the resolver misses literal addresses.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
from yarl import URL

from bot.errors import AddressError, FetchError
from bot.model.base import Frozen

MAX_REDIRECTS = 5
MAX_BYTES = 5 * 1024 * 1024
"""After decompression, so that a small bomb cannot become a large one."""
TIMEOUT = timedelta(seconds=30)
"""For the whole of one fetch, redirects included."""
_PER_HOST = 2
_REDIRECTS = {301, 302, 303, 307, 308}
_REFUSED = "is not a public address"
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))  # RFC 6052, RFC 8215


class Fetched(Frozen):
    """A document as it came. `headers` have lower-case names; `permanent` is the new home after 301 or 308 only."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    permanent: str | None = None


def is_public(address: str) -> bool:
    """Tell whether a literal IP address is a public unicast one, also inside mapped, 6to4 and NAT64 forms."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class Guard:
    """What the client may reach: public addresses at the allowed ports; private ones only if the operator says so."""

    def __init__(self, *, allow_private: bool = False, ports: frozenset[int] = frozenset({80, 443})) -> None:
        self._allow_private = allow_private
        self._ports = ports

    def check_url(self, url: URL) -> None:
        """Refuse a URL that must not be asked for, whoever it resolves to. Raises AddressError."""
        if url.scheme not in {"http", "https"} or not url.host:
            raise AddressError(str(url)[:200], "is not a web address. Give one that begins with https://.")
        if url.user or url.password:
            raise AddressError(url.host, "carries a user name or password. Give the address without them.")
        if not self._allow_private and _is_address(url.host) and not is_public(url.host):
            raise AddressError(url.host, f"{_REFUSED}; only public web pages can be read.")
        if url.port not in self._ports:
            raise AddressError(url.host, f"port {url.port} is not allowed here. Ask the operator to allow it.")

    def socket(self, info: Any) -> socket.socket:
        """Make the socket for one resolved address, or refuse; given to aiohttp as its socket factory."""
        family, kind, protocol, _, address = info
        if not self._allow_private and not is_public(address[0]):
            raise OSError(errno.EACCES, _REFUSED)
        return socket.socket(family, kind, protocol)


class Client:
    """Fetches documents. Use `client_session()` to make one."""

    def __init__(self, session: aiohttp.ClientSession, guard: Guard) -> None:
        self._session, self._guard = session, guard

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Fetch one document, following at most five redirects, each checked like the first.

        Returns also 304. Raises AddressError where we must not go, FetchError for everything else that is not a
        document; `retry_after` is in seconds.
        """
        try:
            async with asyncio.timeout(TIMEOUT.total_seconds()):
                return await self._follow(_parse(url), headers or {})
        except TimeoutError:
            raise FetchError(url, f"did not answer within {TIMEOUT.seconds} seconds.") from None
        except aiohttp.ClientError as error:
            raise _translated(url, error) from None

    async def _follow(self, url: URL, headers: Mapping[str, str]) -> Fetched:
        first, permanent = url, True
        for _ in range(MAX_REDIRECTS + 1):
            self._guard.check_url(url)
            async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                target = response.headers.get("Location")
                if response.status not in _REDIRECTS or not target:
                    moved = str(url) if permanent and url != first else None
                    return await _document(response, url, moved)
                permanent = permanent and response.status in {301, 308}
                url = url.join(_parse(target))
        raise FetchError(str(first), f"redirects more than {MAX_REDIRECTS} times.")


@asynccontextmanager
async def client_session(guard: Guard, user_agent: str) -> AsyncIterator[Client]:
    """Give a client, closed at the end. It keeps no cookies and takes no proxy from the environment."""
    # A day-old answer of the name server is none: addresses are looked up for each connection.
    connector = aiohttp.TCPConnector(limit_per_host=_PER_HOST, use_dns_cache=False, socket_factory=guard.socket)
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": user_agent},
        timeout=aiohttp.ClientTimeout(total=TIMEOUT.total_seconds()),
        trust_env=False,
    ) as session:
        yield Client(session, guard)


async def _document(response: aiohttp.ClientResponse, url: URL, permanent: str | None) -> Fetched:
    if response.status != 304 and not 200 <= response.status < 300:
        wait = _seconds(response.headers.get("Retry-After"))
        raise FetchError(str(url), _meaning(response.status), status=response.status, retry_after=wait)
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > MAX_BYTES:
            raise FetchError(str(url), f"is larger than {MAX_BYTES:,} bytes.")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Fetched(url=str(url), status=response.status, headers=headers, body=bytes(body), permanent=permanent)


def _parse(url: str) -> URL:
    try:
        return URL(url.strip())
    except ValueError:
        raise AddressError(url[:200], "is not a web address. Give one that begins with https://.") from None


def _translated(url: str, error: aiohttp.ClientError) -> FetchError:
    if _REFUSED in str(error):
        return AddressError(url, f"{_REFUSED}; only public web pages can be read.")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(url, "has no such host. Check the address.")
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchError(url, "has no valid certificate.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchError(url, "cannot be reached.")
    if isinstance(error, (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError)):
        return AddressError(url[:200], "is not a web address. Give one that begins with https://.")
    return FetchError(url, "broke off its answer.")


def _meaning(status: int) -> str:
    known = {
        401: "asks for a password (401).",
        403: "refuses to be read (403).",
        404: "is not there (404). Check the address.",
        410: "is gone for good (410).",
        429: "asks us to come less often (429).",
    }
    return known.get(status, f"answered with status {status}.")


def _seconds(value: str | None) -> float | None:
    return float(value) if value and value.strip().isascii() and value.strip().isdigit() else None
