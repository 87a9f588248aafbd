"""A server on loopback that speaks enough of Discord's REST for the real discord.py client, with faults on order.

It enforces nonces for as long as `memory` says, and with `limited` Discord's limits (50 calls a second, 5 messages per
channel per 5 s), and says 429 as Discord does. `faults` holds what happens to the next creations of messages, first to
last (`edit_faults`: to the next edits); after that `luck` says it, and without both they are taken.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import discord
from aiohttp import web
from discord.http import Route

from tests.platforms.event_list import EventList

ME = "900000000000000001"
EPOCH = 1_420_070_400_000
"""Discord's epoch, in milliseconds (API documentation, "Snowflakes")."""

Fault = (
    Literal["503", "429", "429 for long", "cloudflare", "cloudflare 403"]
    | Literal["reset before", "reset after", "502 after", "rubbish after"]
    | int
)
GLOBALLY, WHERE = (50, 1.0), (5, 5.0)
"""Calls and seconds: Discord's "Global Rate Limit", and the bucket of a channel's messages as it is observed."""

PAGE = "<html><title>Access denied | Error 1015</title></html>"


@dataclass
class Posted:
    id: int
    channel: str
    request: dict[str, Any]
    at: datetime
    author: str = ME


class Window:
    """Lets `count` calls pass within any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self.count, self._passed, self._seconds = count, deque[float](maxlen=count), seconds

    def wait(self, now: float) -> float:
        """Return how long the next call has to wait; none, if it may pass."""
        full = len(self._passed) == self._passed.maxlen
        return max(0.0, self._passed[0] + self._seconds - now) if full else 0.0

    def enter(self, now: float) -> None:
        self._passed.append(now)

    def headers(self, now: float) -> dict[str, str]:
        """Return what Discord tells of a bucket with each answer."""
        within = [at for at in self._passed if now - at < self._seconds]
        after = within[0] + self._seconds - now if within else 0.0
        told = {"Limit": self.count, "Remaining": self.count - len(within), "Reset-After": round(after, 3)}
        return {f"X-RateLimit-{name}": str(value) for name, value in told.items()}


@dataclass
class Discordlike:
    faults: deque[Fault] = field(default_factory=deque)
    edit_faults: deque[Fault] = field(default_factory=deque)
    luck: Callable[[], Fault | None] = lambda: None
    latency: Callable[[], float] = lambda: 0.0
    """Seconds of this machine, before and after a message is taken."""
    memory: timedelta | None = None
    """How long nonces are remembered; None: for ever."""
    limited: bool = False
    posted: list[Posted] = field(default_factory=list)
    edits: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    creations: int = 0
    limits_met: int = 0
    calls: list[str] = field(default_factory=list)
    guilds: dict[str, dict[str, Any]] = field(default_factory=dict)
    readable: bool = True
    remembers_nonces: bool = True
    token: str = "t"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    events: EventList = field(init=False)
    _last_id: int = 0
    _channels: defaultdict[str, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    _nonces: dict[str, Posted] = field(default_factory=dict)
    _global: Window = field(default_factory=lambda: Window(*GLOBALLY))
    _buckets: defaultdict[str, Window] = field(default_factory=lambda: defaultdict(lambda: Window(*WHERE)))

    def __post_init__(self) -> None:
        self.events = EventList(ME, self._time, _json, self._refuse, self._reset)

    def _time(self) -> datetime:
        return self.now()  # tests set the clock later

    def in_channel(self, channel: str) -> list[Posted]:
        return self._channels[channel]

    def ours(self) -> list[Posted]:
        return [message for message in self.posted if message.author == ME]

    def post(self, channel: str, request: dict[str, Any], author: str = ME) -> Posted:
        at = self.now()
        self._last_id = max((int(at.timestamp() * 1000) - EPOCH) << 22, self._last_id + 1)
        message = Posted(self._last_id, channel, request, at, author)
        self.posted.append(message)
        self._channels[channel].append(message)
        if author == ME and request.get("nonce"):
            self._nonces[request["nonce"]] = message
        return message

    async def create(self, request: web.Request) -> web.StreamResponse:
        self.creations += 1
        channel, body = request.match_info["channel"], await request.json()
        await asyncio.sleep(self.latency())
        if (limited := self._over_limit(channel)) is not None:
            return limited
        fault = self.faults.popleft() if self.faults else self.luck()
        if fault is not None and not str(fault).endswith("after"):
            return self._refuse(request, fault)
        message = self._remembered(body) or self.post(channel, body)
        await asyncio.sleep(self.latency())
        if fault == "reset after":
            return self._reset(request)
        if fault == "502 after":
            return _json({"message": "bad gateway", "code": 0}, 502)
        if fault == "rubbish after":
            return _bytes(b"{")
        told = self._buckets[channel].headers(self.now().timestamp()) if self.limited else {}
        return _json(_shown(message), 200, **told)

    def _remembered(self, body: dict[str, Any]) -> Posted | None:
        """Return the message that this nonce has made already, as far as it is remembered; one author, all channels."""
        known = self._nonces.get(str(body.get("nonce")))
        if known is None or not self.remembers_nonces or not body.get("enforce_nonce"):
            return None
        return known if self.memory is None or self.now() - known.at < self.memory else None

    def _over_limit(self, channel: str) -> web.Response | None:
        if not self.limited:
            return None
        now, bucket = self.now().timestamp(), self._buckets[channel]
        everywhere, here = self._global.wait(now), bucket.wait(now)
        if not (everywhere or here):
            self._global.enter(now)
            bucket.enter(now)
            return None
        self.limits_met += 1
        return _limited(everywhere or here, everywhere=bool(everywhere))

    def _refuse(self, request: web.Request, fault: Fault | None) -> web.StreamResponse:
        match fault:
            case "503":
                return _json({"message": "upstream", "code": 0}, 503)
            case "429":
                return _limited(0.05)
            case "429 for long":
                return _limited(90.0)
            case "cloudflare" | "cloudflare 403":
                status = 403 if fault == "cloudflare 403" else 429
                return web.Response(text=PAGE, status=status, content_type="text/html")
            case int():
                return _json({"message": f"refused {fault}", "code": fault}, STATUSES.get(fault, 403))
            case _:
                return self._reset(request)

    def _reset(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:  # else the client is gone already
            request.transport.abort()
        return web.Response()

    async def edit(self, request: web.Request) -> web.StreamResponse:
        fault = self.edit_faults.popleft() if self.edit_faults else None
        if fault is not None and fault != "reset after":
            return self._refuse(request, fault)
        found = [m for m in self.posted if str(m.id) == request.match_info["message"]]
        if not found:
            return _json({"message": "Unknown Message", "code": 10008}, 404)
        body = await request.json()
        self.edits.append((found[0].id, body))
        found[0].request |= body
        return self._reset(request) if fault == "reset after" else _json(_shown(found[0]))

    async def pin(self, request: web.Request) -> web.StreamResponse:
        self.pinned.append(int(request.match_info["message"]))
        return web.Response(status=204)

    async def guild(self, request: web.Request) -> web.StreamResponse:
        known = self.guilds.get(request.match_info["guild"])
        return _json({"message": "Unknown Guild", "code": 10004}, 404) if known is None else _json(known)

    async def history(self, request: web.Request) -> web.StreamResponse:
        if not self.readable:
            return _json([])
        messages = self.in_channel(request.match_info["channel"])
        limit = int(request.query.get("limit", 50))
        if "after" in request.query:
            messages = [m for m in messages if m.id > int(request.query["after"])][:limit]
        else:
            messages = messages[-limit:]
        return _json([_shown(m) for m in reversed(messages)])

    @web.middleware
    async def _asked(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.calls.append(f"{request.method} {request.path.removeprefix('/api/v10')}")
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        response: web.StreamResponse = await handler(request)
        return response

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._asked])
        app.router.add_get("/api/v10/users/@me", _me)
        app.router.add_get("/api/v10/guilds/{guild}", self.guild)
        app.router.add_get("/api/v10/oauth2/applications/@me", _application)
        app.router.add_post("/api/v10/channels/{channel}/messages", self.create)
        app.router.add_get("/api/v10/channels/{channel}/messages", self.history)
        app.router.add_put("/api/v10/channels/{channel}/messages/pins/{message}", self.pin)
        app.router.add_patch("/api/v10/channels/{channel}/messages/{message}", self.edit)
        self.events.routes(app)
        return app


STATUSES = {10003: 404, 10004: 404, 10008: 404, 10062: 404, 50035: 400, 50006: 400}


def _limited(seconds: float, *, everywhere: bool = False) -> web.Response:
    told = {"message": "slow", "retry_after": seconds, "global": everywhere}
    return _json(told, 429, **{"Via": "1.1 google", "Retry-After": str(seconds)})


def _json(value: Any, status: int = 200, **headers: str) -> web.Response:
    return _bytes(json.dumps(value).encode(), status, **headers)


def _bytes(body: bytes, status: int = 200, **headers: str) -> web.Response:
    # discord.py reads JSON only under exactly this type, without a charset
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json", **headers})


def _user(identity: str) -> dict[str, Any]:
    return {"id": identity, "username": "dateline", "discriminator": "0", "avatar": None, "bot": True}


async def _me(_: web.Request) -> web.Response:
    return _json(_user(ME))


async def _application(_: web.Request) -> web.Response:
    unused = {"icon": None, "description": "", "summary": "", "verify_key": "", "flags": 0}
    return _json(
        {
            "id": ME,
            "name": "Dateline",
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": _user(ME),
            **unused,
        }
    )


def _shown(message: Posted) -> dict[str, Any]:
    """Return the message as history gives it: without its nonce."""
    return {
        "id": str(message.id),
        "channel_id": message.channel,
        "type": 0,
        "content": message.request.get("content") or "",
        "author": _user(message.author),
        "embeds": message.request.get("embeds", []),
        "components": message.request.get("components", []),
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "flags": 0,
    }


@asynccontextmanager
async def serving(server: Discordlike) -> AsyncIterator[str]:
    """Serve on loopback; give the API's base address."""
    runner = web.AppRunner(server.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/api/v10"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def pointed_at(base: str) -> AsyncIterator[None]:
    """Let discord.py call that address."""
    before, Route.BASE = Route.BASE, base
    try:
        yield
    finally:
        Route.BASE = before


def new_client() -> discord.Client:
    return discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
