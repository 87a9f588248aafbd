"""A server on loopback that speaks enough of Discord's REST for the real discord.py client, with faults on order.

It enforces nonces, its own limit of 5 messages per channel per 5 s, and says 429 as Discord does. `faults` holds what
happens to the next creations of messages, first to last (`edit_faults`: to the next edits); without any, they are
taken.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import discord
from aiohttp import web
from discord.http import Route

ME = "900000000000000001"
EPOCH = 1_420_070_400_000
"""Discord's epoch, in milliseconds (API documentation, "Snowflakes")."""

Fault = (
    Literal["503", "429", "429 for long", "reset before", "reset after", "502 after", "cloudflare", "rubbish after"]
    | int
)
PAGE = "<html><title>Access denied | Error 1015</title></html>"


@dataclass
class Posted:
    id: int
    channel: str
    request: dict[str, Any]
    author: str = ME


@dataclass
class Discordlike:
    faults: deque[Fault] = field(default_factory=deque)
    edit_faults: deque[Fault] = field(default_factory=deque)
    posted: list[Posted] = field(default_factory=list)
    edits: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    creations: int = 0
    calls: list[str] = field(default_factory=list)
    readable: bool = True
    remembers_nonces: bool = True
    token: str = "t"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _last_id: int = 0

    def in_channel(self, channel: str) -> list[Posted]:
        return [message for message in self.posted if message.channel == channel]

    def ours(self) -> list[Posted]:
        return [message for message in self.posted if message.author == ME]

    def post(self, channel: str, request: dict[str, Any], author: str = ME) -> Posted:
        now = int(self.now().timestamp() * 1000) - EPOCH
        self._last_id = max(now << 22, self._last_id + 1)
        self.posted.append(Posted(self._last_id, channel, request, author))
        return self.posted[-1]

    async def create(self, request: web.Request) -> web.StreamResponse:
        self.creations += 1
        body = await request.json()
        fault = self.faults.popleft() if self.faults else None
        if fault in {"503", "429", "429 for long", "reset before", "cloudflare"} or isinstance(fault, int):
            return self._refuse(request, fault)
        known = [m for m in self.in_channel(request.match_info["channel"]) if m.request.get("nonce") == body["nonce"]]
        if known and self.remembers_nonces and body.get("enforce_nonce"):
            message = known[0]
        else:
            message = self.post(request.match_info["channel"], body)
        if fault == "reset after":
            return self._reset(request)
        if fault == "502 after":
            return _json({"message": "bad gateway", "code": 0}, 502)
        if fault == "rubbish after":
            return _bytes(b"{")
        return _json(_shown(message))

    def _refuse(self, request: web.Request, fault: Fault | None) -> web.StreamResponse:
        match fault:
            case "503":
                return _json({"message": "upstream", "code": 0}, 503)
            case "429":
                return _json({"message": "slow", "retry_after": 0.05, "global": False}, 429, Via="1.1 google")
            case "429 for long":
                return _json({"message": "slow", "retry_after": 90.0, "global": False}, 429, Via="1.1 google")
            case "cloudflare":
                return web.Response(text=PAGE, status=429, content_type="text/html")
            case int():
                return _json({"message": f"refused {fault}", "code": fault}, STATUSES.get(fault, 403))
            case _:
                return self._reset(request)

    def _reset(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
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
        app.router.add_get("/api/v10/oauth2/applications/@me", _application)
        app.router.add_post("/api/v10/channels/{channel}/messages", self.create)
        app.router.add_get("/api/v10/channels/{channel}/messages", self.history)
        app.router.add_put("/api/v10/channels/{channel}/messages/pins/{message}", self.pin)
        app.router.add_patch("/api/v10/channels/{channel}/messages/{message}", self.edit)
        return app


STATUSES = {10003: 404, 10004: 404, 10008: 404, 10062: 404, 50035: 400, 50006: 400}


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
