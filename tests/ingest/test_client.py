from __future__ import annotations

import asyncio
import gzip
from datetime import timedelta

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import AddressError, FetchError
from bot.ingest import client as client_module
from bot.ingest.client import MAX_BYTES, Client, Guard, client_session, is_public
from tests.ingest.site import Site

PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.5.5",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"]
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_like_the_address_inside(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/feed",
        "file:///etc/passwd",
        "gopher://example.com/",
        "https://user:secret@example.com/feed",
        "http://example.com:22/",
        "/feed",
        "",
    ],
)
def test_a_url_that_must_not_be_asked_for_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(AddressError, match=r"\.$") as caught:
        Guard().check_url(URL(url))
    assert "secret" not in str(caught.value)


def test_a_private_address_is_told_before_its_port() -> None:
    with pytest.raises(AddressError, match="not a public address"):
        Guard().check_url(URL("http://127.0.0.1:9/feed"))


async def test_a_private_address_is_refused_when_the_socket_is_made(site: Site) -> None:
    guard = Guard(ports=frozenset({site.port}))
    async with client_session(guard, "Dateline tests") as client:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            with pytest.raises(AddressError, match="not a public address"):
                await client.get(f"http://{host}:{site.port}/")
    assert not site.requests


async def test_a_redirect_to_a_forbidden_port_or_scheme_is_not_followed(client: Client, site: Site) -> None:
    for target in ("http://127.0.0.1:1/", "file:///etc/passwd", "//user:pw@127.0.0.1/"):
        site.page("/go", "", status=302, Location=target)
        with pytest.raises(AddressError):
            await client.get(site.url("/go"))


async def test_redirects_are_followed_and_a_permanent_move_is_told(client: Client, site: Site) -> None:
    site.page("/old", "", status=301, Location="/middle")
    site.page("/middle", "", status=308, Location="/new")
    site.page("/new", "here")
    fetched = await client.get(site.url("/old"))
    assert (fetched.body, fetched.url, fetched.permanent) == (b"here", site.url("/new"), site.url("/new"))


async def test_a_move_for_now_is_not_told_as_permanent(client: Client, site: Site) -> None:
    site.page("/old", "", status=301, Location="/middle")
    site.page("/middle", "", status=302, Location="/new")
    site.page("/new", "here")
    assert (await client.get(site.url("/old"))).permanent is None


async def test_a_circle_of_redirects_ends(client: Client, site: Site) -> None:
    site.page("/round", "", status=302, Location="/round")
    with pytest.raises(FetchError, match="more than 5 times"):
        await client.get(site.url("/round"))
    assert len(site.requests) == 6


async def test_a_document_over_the_limit_is_refused_also_when_it_was_small_on_the_wire(
    client: Client, site: Site
) -> None:
    bomb = gzip.compress(b"\0" * (MAX_BYTES + 1))
    assert len(bomb) < 10_000
    site.page("/bomb", bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than"):
        await client.get(site.url("/bomb"))


async def test_a_server_that_never_ends_is_given_up(
    client: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.02)

    site.pages["/drip"] = drip
    monkeypatch.setattr(client_module, "TIMEOUT", timedelta(seconds=0.2))
    with pytest.raises(FetchError, match="did not answer within"):
        await client.get(site.url("/drip"))


@pytest.mark.parametrize(("status", "words"), [(404, "not there"), (410, "gone for good"), (503, "status 503")])
async def test_an_error_status_becomes_a_sentence(client: Client, site: Site, status: int, words: str) -> None:
    site.page("/feed", "", status=status, Retry_After="120")
    with pytest.raises(FetchError, match=words) as caught:
        await client.get(site.url("/feed"))
    assert (caught.value.status, caught.value.retry_after) == (status, 120)


async def test_an_answer_that_breaks_off_is_an_error(client: Client, site: Site) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"half")
        assert request.transport is not None
        request.transport.close()
        return response

    site.pages["/cut"] = cut
    with pytest.raises(FetchError, match="broke off"):
        await client.get(site.url("/cut"))


async def test_cookies_are_not_kept(client: Client, site: Site) -> None:
    site.page("/", "x", Set_Cookie="id=1")
    await client.get(site.url())
    await client.get(site.url())
    assert "Cookie" not in site.requests[-1].headers
