"""A Discord on loopback with a gateway too, for the whole program: it logs in, is told its guilds, and is asked.

Speaks of the gateway what a client needs: hello, ready, guilds, heartbeats, resuming, interactions (API documentation,
"Gateway"). An interaction that is not answered within three seconds is forgotten, as Discord forgets it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket

from tests.platforms.discordlike import ME, Discordlike, Posted, _shown, pointed_at, serving

GUILD, CHANNEL, MEMBER = "800000000000000001", "800000000000000002", "700000000000000001"
APPLICATION = ME
_INVALID, _HELLO, _ACK = 9, 10, 11
_THINKING = 5
DEADLINE = 3.0
"""Seconds for the first answer to an interaction (API documentation, "Receiving and Responding")."""


@dataclass
class WholeDiscord(Discordlike):
    """Adds the gateway, the commands and the answers to interactions."""

    commands: list[dict[str, Any]] = field(default_factory=list)
    registrations: int = 0
    shards: int = 1
    forgets_sessions: bool = False
    identified: dict[str, Any] = field(default_factory=dict)
    identifies: list[dict[str, Any]] = field(default_factory=list)
    resumed: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: web.WebSocketResponse | None = None
    _sequence: int = 0
    _asked_at: float = 0.0

    def app(self) -> web.Application:
        app = super().app()
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/api/v10/gateway/bot", self._advice)
        app.router.add_post("/api/v10/interactions/{id}/{token}/callback", self._callback)
        app.router.add_patch("/api/v10/webhooks/{id}/{token}/messages/@original", self._later)
        app.router.add_get("/api/v10/applications/{id}/commands", self._known)
        app.router.add_put("/api/v10/applications/{id}/commands", self._register)
        return app

    @web.middleware
    async def _asked(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """The gateway and the answers to interactions need no token in the header."""
        if "/interactions/" in request.path or "/webhooks/" in request.path or request.path == "/gateway":
            response: web.StreamResponse = await handler(request)
            return response
        return await super()._asked(request, handler)

    async def interact(self, name: str, options: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Use a slash command as a member, and return what the bot answers: where it asks for time, what comes then."""
        self.answered.clear()
        self._asked_at = asyncio.get_running_loop().time()
        user = {"id": MEMBER, "username": "ada", "discriminator": "0", "avatar": None, "global_name": None}
        member = {"user": user, "roles": [], "joined_at": "2026-01-01T00:00:00Z", "deaf": False, "mute": False,
                  "permissions": "2147485696", "flags": 0}  # fmt: skip
        data = {"id": "1", "name": name, "type": 1, "options": options or [], "guild_id": GUILD}
        await self._tell("INTERACTION_CREATE", {
            "id": str(600000000000000000 + self._sequence), "application_id": APPLICATION, "type": 2, "token": "told",
            "version": 1, "guild_id": GUILD, "channel_id": CHANNEL, "member": member, "data": data, "locale": "en-US",
            "channel": {"id": CHANNEL, "type": 0, "name": "news", "permissions": "0"}, "entitlements": [],
            "app_permissions": "84992", "authorizing_integration_owners": {}, "attachment_size_limit": 1,
        })  # fmt: skip
        await self.answered.wait()
        return self.answers[-1]

    async def _advice(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://{request.host}/gateway"
        return _json({"url": url, "shards": self.shards, "session_start_limit": limit})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = self._socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 40_000}, "s": None, "t": None})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._heard(json.loads(message.data), f"ws://{request.host}/gateway")
        self.gone.set()
        return socket

    async def _heard(self, said: dict[str, Any], address: str) -> None:
        match said["op"]:
            case 1:
                assert self._socket is not None
                await self._socket.send_json({"op": _ACK, "d": None, "s": None, "t": None})
            case 2:
                self.identified = said["d"]
                self.identifies.append(said["d"])
                me = {"id": ME, "username": "dateline", "discriminator": "0", "avatar": None, "bot": True}
                await self._tell("READY", _shard_of(said["d"]) | {
                    "v": 10, "user": me, "guilds": [{"id": GUILD, "unavailable": True}], "session_id": "s",
                    "resume_gateway_url": address, "application": {"id": APPLICATION, "flags": 0},
                })  # fmt: skip
                await self._tell("GUILD_CREATE", _guild())
            case 6:
                self.resumed.append(said["d"])
                if self.forgets_sessions:
                    assert self._socket is not None
                    await self._socket.send_json({"op": _INVALID, "d": False, "s": None, "t": None})
                else:
                    await self._tell("RESUMED", {})

    async def drop(self, code: int) -> None:
        """Close the gateway's connection."""
        assert self._socket is not None
        await self._socket.close(code=code)

    async def _tell(self, what: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        self._sequence += 1
        await self._socket.send_json({"op": 0, "t": what, "s": self._sequence, "d": data})

    async def _known(self, _: web.Request) -> web.Response:
        return _json(self.commands)

    async def _register(self, request: web.Request) -> web.Response:
        self.registrations += 1
        given = await request.json()
        added = {"application_id": APPLICATION, "version": "1", "dm_permission": True}
        self.commands = [{"id": str(n), **added, **_as_told(one)} for n, one in enumerate(given, 1)]
        return _json(self.commands)

    async def _later(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.answers.append({"type": 4, "data": body})
        self.answered.set()
        return _json(_shown(Posted(1, CHANNEL, body, self.now())))

    async def _callback(self, request: web.Request) -> web.Response:
        if asyncio.get_running_loop().time() - self._asked_at > DEADLINE:
            self.answers.append({"type": 0, "data": "too late"})
            self.answered.set()
            return _json({"message": "Unknown interaction", "code": 10062}, 404)
        body = await request.json()
        if body["type"] != _THINKING:
            self.answers.append(body)
            self.answered.set()
        told = {"id": request.match_info["id"], "type": 2, "response_message_id": "1"}
        return _json({"interaction": told, "resource": None})


def _shard_of(identify: dict[str, Any]) -> dict[str, Any]:
    """Discord says back what was said, if it was."""
    return {"shard": identify["shard"]} if "shard" in identify else {}


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json"})


def _as_told(command: dict[str, Any]) -> dict[str, Any]:
    """Discord writes permissions as text."""
    permissions = command.get("default_member_permissions")
    return {**command, "default_member_permissions": None if permissions is None else str(permissions)}


def _guild() -> dict[str, Any]:
    role = {"id": GUILD, "name": "@everyone", "permissions": "84992", "position": 0, "color": 0, "colors": {
        "primary_color": 0, "secondary_color": None, "tertiary_color": None}, "hoist": False, "managed": False,
        "mentionable": False, "flags": 0}  # fmt: skip
    me = {"user": {"id": ME, "username": "dateline", "discriminator": "0", "avatar": None, "bot": True}, "roles": [],
          "joined_at": "2026-01-01T00:00:00Z", "deaf": False, "mute": False, "flags": 0}  # fmt: skip
    channel = {"id": CHANNEL, "type": 0, "name": "news", "position": 0, "permission_overwrites": [], "parent_id": None,
               "nsfw": False}  # fmt: skip
    return {
        "id": GUILD, "name": "Springfield", "owner_id": MEMBER, "roles": [role], "channels": [channel], "threads": [],
        "members": [me], "member_count": 2, "emojis": [], "stickers": [], "features": [], "voice_states": [],
        "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [], "large": False,
        "unavailable": False, "afk_timeout": 60, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "preferred_locale": "en-US",
        "system_channel_flags": 0, "premium_progress_bar_enabled": False, "joined_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip


@asynccontextmanager
async def whole_discord(monkeypatch: pytest.MonkeyPatch, token: str) -> AsyncIterator[WholeDiscord]:
    """Serve it, and let discord.py find it."""
    server = WholeDiscord(token=token)
    async with serving(server) as base, pointed_at(base):
        gateway = yarl.URL(base).with_scheme("ws").with_path("/gateway")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield server
