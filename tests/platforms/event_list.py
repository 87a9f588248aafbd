"""The scheduled events of a guild as Discord keeps them, with faults on order: a part of the server on loopback.

It checks what Discord's API description and documentation demand: the lengths, an end and a place for external events,
times in the future and in order, at most 100 events that are scheduled or under way, nothing changed of one that has
ended. `faults` holds what happens to the next creations, `change_faults` to the next edits and deletions; after that
`luck` says it of creations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
MOST = 100

Entry = dict[str, Any]
Answer = Callable[[Any, int], web.Response]


@dataclass
class EventList:
    """What is listed, whoever listed it; `shown` is by id, also what has ended."""

    me: str
    now: Callable[[], datetime]
    answer: Answer
    refuse: Callable[[web.Request, Any], web.StreamResponse]
    reset: Callable[[web.Request], web.StreamResponse]
    most: int = MOST
    luck: Callable[[], Any] = lambda: None
    faults: deque[Any] = field(default_factory=deque)
    change_faults: deque[Any] = field(default_factory=deque)
    shown: dict[str, Entry] = field(default_factory=dict)
    created: list[Entry] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def live(self) -> list[Entry]:
        return [entry for entry in self.shown.values() if entry["status"] in {SCHEDULED, ACTIVE}]

    def names(self) -> list[str]:
        return sorted(entry["name"] for entry in self.live())

    def put(self, guild: str, body: Entry, creator: str) -> Entry:
        entry = {
            "id": str(800_000_000_000_000_000 + len(self.shown)),
            "guild_id": guild,
            "channel_id": None,
            "creator_id": creator,
            "status": SCHEDULED,
            "entity_id": None,
            **body,
        }
        self.shown[entry["id"]] = entry
        return entry

    async def create(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.popleft() if self.faults else self.luck()
        if fault is not None and not str(fault).endswith("after"):
            return self.refuse(request, fault)
        body = await request.json()
        if wrong := self._wrong(body):
            return self.answer({"message": wrong, "code": 50035}, 400)
        if len(self.live()) >= self.most:
            return self.answer({"message": "Maximum number of uncompleted guild scheduled events", "code": 30038}, 400)
        entry = self.put(request.match_info["guild"], body, self.me)
        self.created.append(dict(entry))
        return self._after(request, fault, entry)

    async def listed(self, request: web.Request) -> web.StreamResponse:
        return self.answer([entry for entry in self.live() if entry["guild_id"] == request.match_info["guild"]], 200)

    async def get(self, request: web.Request) -> web.StreamResponse:
        entry = self._named(request)
        return self._unknown() if entry is None else self.answer(entry, 200)

    async def edit(self, request: web.Request) -> web.StreamResponse:
        fault = self.change_faults.popleft() if self.change_faults else None
        if fault is not None and not str(fault).endswith("after"):
            return self.refuse(request, fault)
        entry, body = self._named(request), await request.json()
        if entry is None:
            return self._unknown()
        if entry["status"] not in {SCHEDULED, ACTIVE}:
            return self.answer({"message": "Cannot update a finished event", "code": 180000}, 400)
        if wrong := self._wrong(entry | body):
            return self.answer({"message": wrong, "code": 50035}, 400)
        entry |= body
        self.changes.append(f"edit {entry['name']}")
        return self._after(request, fault, entry)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        fault = self.change_faults.popleft() if self.change_faults else None
        if fault is not None and not str(fault).endswith("after"):
            return self.refuse(request, fault)
        entry = self._named(request)
        if entry is None:
            return self._unknown()
        del self.shown[entry["id"]]
        self.changes.append(f"delete {entry['name']}")
        return self.reset(request) if fault else web.Response(status=204)

    def routes(self, app: web.Application) -> None:
        path = "/api/v10/guilds/{guild}/scheduled-events"
        app.router.add_post(path, self.create)
        app.router.add_get(path, self.listed)
        app.router.add_get(path + "/{event}", self.get)
        app.router.add_patch(path + "/{event}", self.edit)
        app.router.add_delete(path + "/{event}", self.delete)

    def _named(self, request: web.Request) -> Entry | None:
        return self.shown.get(request.match_info["event"])

    def _unknown(self) -> web.Response:
        return self.answer({"message": "Unknown Guild Scheduled Event", "code": 10070}, 404)

    def _after(self, request: web.Request, fault: Any, entry: Entry) -> web.StreamResponse:
        if fault == "reset after":
            return self.reset(request)
        return self.answer({"message": "bad gateway", "code": 0}, 502) if fault else self.answer(entry, 200)

    def _wrong(self, body: Entry) -> str | None:
        starts, ends = (datetime.fromisoformat(body[f"scheduled_{end}_time"]) for end in ("start", "end"))
        place = (body.get("entity_metadata") or {}).get("location") or ""
        rules = {
            "name": 1 <= len(body["name"]) <= 100,
            "description": 1 <= len(body.get("description") or "-") <= 1000,
            "location": body["entity_type"] != 3 or 1 <= len(place) <= 100,
            "in the future": starts > self.now(),
            "in order": ends > starts,
            "privacy": body["privacy_level"] == 2,
        }
        return next((name for name, fits in rules.items() if not fits), None)
