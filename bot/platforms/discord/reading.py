"""What members read: each function asks the store for what their guild may see, and words it.

Long lists come in pages. A list is named by (name, key), so that its "More" button needs no memory: pressing it
after a restart asks the store again.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from bot.decide import happenings
from bot.errors import NotFoundError
from bot.model.event import KnownEvent
from bot.model.message import Message
from bot.platforms.discord import controls
from bot.platforms.discord.controls import Place
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.replies import Reply
from bot.render import dates, pieces, views
from bot.store import articles, events

PAGE = views.MAX_ROWS
_LOOKED_THROUGH = 300
"""Events that one list can hold, and articles whose headlines are looked through while somebody types."""

_LIKE_AN_ID = re.compile(r"\S*:\S*")
_HAS_WORDS = re.compile(r"[^\W_]")
"""What is written like an id is one, or nothing: its words would open something else."""

MAX_PAGES = 20
"""Nobody turns further; who looks for something searches."""

T = TypeVar("T")
Lister = Callable[[Desk, str, str, int], Awaitable[Reply]]


async def upcoming(desk: Desk, guild: str, key: str, page: int) -> Reply:
    """Return a page of the guild's upcoming events, soonest first."""
    del key
    today = (await desk.now_in(guild)).date()
    async with desk.store.read() as conn:
        told = await events.upcoming(conn, guild=guild, on=today, limit=_LOOKED_THROUGH)
    shown, place = _cut(happenings.once_each(told), "upcoming", "", page)
    return _listed(views.events(shown, today, _titled("Upcoming events", page)), place, event_menu(shown))


async def events_of(desk: Desk, guild: str, article: str, page: int) -> Reply:
    """Return a page of the events that one article tells of. Raises NotFoundError."""
    today = (await desk.now_in(guild)).date()
    async with desk.store.read() as conn:
        told = await articles.get(conn, article, guild=guild)
        found = await events.of_article(conn, article, guild=guild)
    shown, place = _cut(found, "events", article, page)
    lines = tuple(pieces.event_line(known.event, today=today, amended=known.amended) for known in shown)
    message = views.events(shown, today, _titled(f"Events · {told.headline}", page))
    return _listed(message.model_copy(update={"lines": lines} if lines else {}), place, event_menu(shown))


async def quotes_of(desk: Desk, guild: str, article: str, page: int) -> Reply:
    """Return a page of the quotations of one article. Raises NotFoundError."""
    async with desk.store.read() as conn:
        told = await articles.get(conn, article, guild=guild)
    shown, place = _cut(told.quotes, "quotes", article, page)
    return _listed(views.quotes(told.model_copy(update={"quotes": tuple(shown)})), place)


async def latest(desk: Desk, guild: str, key: str, page: int) -> Reply:
    """Return a page of the guild's articles, newest first."""
    del key
    async with desk.store.read() as conn:
        found = await articles.latest(conn, guild=guild, limit=_reach(page))
    shown, place = _cut(found, "latest", "", page)
    return _listed(views.articles(shown, _titled("Latest articles", page)), place, article_menu(shown))


async def search(desk: Desk, guild: str, words: str, page: int) -> Reply:
    """Return a page of the guild's articles that hold the words, best first."""
    async with desk.store.read() as conn:
        found = await articles.search(conn, words, guild=guild, limit=_reach(page))
    shown, place = _cut(found, "search", words, page)
    title = _titled(f"Articles about “{words}”", page)
    return _listed(views.articles(shown, title), place, article_menu(shown))


LISTS: dict[str, Lister] = {
    "upcoming": upcoming,
    "events": events_of,
    "quotes": quotes_of,
    "latest": latest,
    "search": search,
}


async def turned(desk: Desk, guild: str, place: Place) -> Reply:
    """Return the page at that place of its list."""
    return await LISTS[place.name](desk, guild, place.key, min(place.page, MAX_PAGES))


async def event(desk: Desk, guild: str, wanted: str) -> Reply:
    """Return the event that `known_event` finds, as a member sees it. Raises NotFoundError."""
    today = (await desk.now_in(guild)).date()
    return Reply(views.event(await known_event(desk, guild, wanted), today))


async def known_event(desk: Desk, guild: str, wanted: str) -> KnownEvent:
    """Return the event with that id, else the one that the words fit best. Raises NotFoundError."""
    today = (await desk.now_in(guild)).date()
    async with desk.store.read() as conn:
        try:
            return await events.get(conn, wanted, guild=guild)
        except NotFoundError:
            words = _HAS_WORDS.search(wanted) and not _LIKE_AN_ID.fullmatch(wanted)
            found = await events.match(conn, wanted, guild=guild, on=today, limit=1) if words else []
            if not found:
                raise NotFoundError("event", wanted) from None
            return found[0]


async def article(desk: Desk, guild: str, wanted: str) -> Reply:
    """Return the article with that id, else the one that the words fit best. Raises NotFoundError."""
    today = (await desk.now_in(guild)).date()
    async with desk.store.read() as conn:
        try:
            told = await articles.get(conn, wanted, guild=guild)
        except NotFoundError:
            found = await articles.search(conn, wanted, guild=guild, limit=1)
            if not found:
                raise NotFoundError("article", wanted) from None
            told = found[0]
    return Reply(views.article(told, today))


async def event_choices(desk: Desk, guild: str, typed: str, limit: int = 25) -> list[tuple[str, str]]:
    """Return (label, id) of the events that fit what was typed so far, or of those that come next."""
    today = (await desk.now_in(guild)).date()
    async with desk.store.read() as conn:
        if typed.strip():
            found = await events.match(conn, typed, guild=guild, on=today, limit=limit)
        else:
            told = await events.upcoming(conn, guild=guild, on=today, limit=_LOOKED_THROUGH)
            found = list(happenings.once_each(told))[:limit]
    return [(_event_label(known), known.event.id) for known in found]


async def article_choices(desk: Desk, guild: str, typed: str, limit: int = 25) -> list[tuple[str, str]]:
    """Return (label, id) of the articles that fit what was typed so far, or of the latest."""
    wanted = typed.strip().casefold()
    async with desk.store.read() as conn:
        found = await articles.latest(conn, guild=guild, limit=_LOOKED_THROUGH if wanted else limit)
        if wanted:  # a word that is half typed is in no index
            found = [one for one in found if wanted in one.headline.casefold()]
            found += await articles.search(conn, typed, guild=guild, limit=limit)
    labels = {one.id: one.headline for one in found}
    return [(label, article) for article, label in labels.items()][:limit]


def event_menu(shown: Sequence[KnownEvent]) -> list[controls.Choice]:
    """Return the menu from which one of the listed events is chosen."""
    return [
        controls.Choice("event", known.event.id, known.event.title, dates.in_words(known.event.when)) for known in shown
    ]


def article_menu(shown: Sequence[Any]) -> list[controls.Choice]:
    """Return the menu from which one of the listed articles is chosen."""
    return [controls.Choice("article", one.id, one.headline, one.source or "") for one in shown]


def _event_label(known: KnownEvent) -> str:
    return f"{known.event.title} — {dates.in_words(known.event.when)}"


def _reach(page: int) -> int:
    """How many rows to ask for so as to know whether there is a page after this one."""
    return (page + 1) * PAGE + 1


def _cut(found: Sequence[T], name: str, key: str, page: int) -> tuple[Sequence[T], Place]:
    more = len(found) > (page + 1) * PAGE and page < MAX_PAGES
    return found[page * PAGE : (page + 1) * PAGE], Place(name=name, key=key, page=page, more=more)


def _titled(title: str, page: int) -> str:
    return f"{title} · page {page + 1}" if page else title


def _listed(message: Message, place: Place, menu: Sequence[controls.Choice] = ()) -> Reply:
    return Reply(message, (*controls.menu(menu), *controls.turning(place)))
