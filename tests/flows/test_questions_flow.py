"""Questions asked of a real store: who sees what, and what admins amended."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.clock import StoppedClock
from bot.flows import questions
from bot.flows.picking import Picking
from bot.model.answer import Picked
from bot.model.article import Article
from bot.model.event import Amendment
from bot.model.policy import GuildPolicy, Policy
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.model.time import Precision, When
from bot.render import answer
from bot.store import articles, events, guilds, sources
from bot.store.engine import Store
from tests.answer.made_articles import made, visit

AT = datetime(2026, 2, 10, 12, tzinfo=UTC)
WHEN = "When does Takaichi visit the White House?"
MINE, OTHERS = "discord:1", "discord:2"


async def kept(store: Store, article: Article, owner: str = CATALOGUE) -> None:
    async with store.write() as conn:
        source = await sources.ensure(
            conn, NewSource(kind=SourceKind.FEED, address=f"https://{owner[-1]}.example/feed", owner=owner), AT
        )
        await articles.save(conn, article, source=source.id, identity=article.id, now=AT)


async def test_a_stored_article_answers(store: Store) -> None:
    await kept(store, visit())
    reply = await questions.ask(store, WHEN, guild=MINE, at=AT)
    assert reply.answer == "Thursday, March 19, 2026"


async def test_an_article_that_came_later_is_read_too(store: Store) -> None:
    assert (await questions.ask(store, WHEN, guild=MINE, at=AT)).abstained
    await kept(store, visit())
    assert not (await questions.ask(store, WHEN, guild=MINE, at=AT)).abstained


async def test_a_guilds_own_source_is_nobody_elses(store: Store) -> None:
    secret = made(
        "The merger of Quorvex and Blitzan is signed on May 4. Quorvex pays 12 million crowns.", "A merger", key="s1"
    )
    await kept(store, secret, MINE)
    await kept(store, visit())
    mine = await questions.ask(store, "How much does Quorvex pay?", guild=MINE, at=AT)
    others = await questions.ask(store, "How much does Quorvex pay?", guild=OTHERS, at=AT)
    assert "12 million" in mine.answer
    assert others.abstained
    assert "uorvex" not in others.model_dump_json()


async def test_what_another_guild_may_see_changes_no_answer_and_no_confidence(store: Store) -> None:
    await kept(store, visit())
    asked = ["Who won the election?", "What did Takaichi say about the alliance?", WHEN, "who is quorvex"]
    before = await questions.ask_many(store, asked, guild=OTHERS, at=AT)
    await kept(store, made("Takaichi won the election by a landslide, Quorvex said.", "Other news", key="s2"), MINE)
    assert await questions.ask_many(store, asked, guild=OTHERS, at=AT) == before


async def test_a_dismissed_event_is_not_told_to_that_guild(store: Store) -> None:
    await kept(store, visit())
    event = visit().events[0].id
    async with store.write() as conn:
        await events.amend(conn, event, guild=MINE, change=Amendment(dismissed=True), actor="admin", now=AT)
    assert "White House" not in (await questions.ask(store, "What's next?", guild=MINE, at=AT)).answer
    assert "White House" in (await questions.ask(store, "What's next?", guild=OTHERS, at=AT)).answer


async def test_a_new_version_of_an_article_replaces_the_old(store: Store) -> None:
    await kept(store, made("The concert is held in Bergen, the organisers said.", "A concert", key="c1"))
    assert "Bergen" in (await questions.ask(store, "Where is the concert held?", guild=MINE, at=AT)).answer
    changed = made("The concert is held in Tromso, the organisers said.", "A concert", key="c1")
    await kept(store, changed.model_copy(update={"content_hash": "new"}))
    told = await questions.ask(store, "Where is the concert held?", guild=MINE, at=AT)
    assert "Bergen" not in told.model_dump_json()


class Eager:
    """A model that picks the first word of the first sentence, and keeps what it was shown."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    async def pick(self, question: str, sentences: tuple[str, ...]) -> tuple[Picked, ...]:
        self.asked.append(sentences)
        return (Picked(sentence=1, words=sentences[0].split()[0]),)

    async def close(self) -> None:
        pass


async def allow(store: Store, guild: str) -> None:
    platform, _, number = guild.partition(":")
    async with store.write() as conn:
        await guilds.put(conn, GuildPolicy(platform=platform, guild=number, policy=Policy(language_model=True)), AT)


async def test_a_model_is_shown_sentences_only_where_the_guilds_admins_allow_it(store: Store) -> None:
    await kept(store, made("The ferry to Bergen leaves early, the harbour said.", "A ferry", key="f1"))
    await allow(store, MINE)
    model = Eager()
    picking = Picking(model, StoppedClock(AT), 5, 9)
    question = "Which ferry leaves the harbour late?"
    await questions.ask(store, question, guild=OTHERS, at=AT, picking=picking)
    assert model.asked == []
    mine = await questions.ask(store, question, guild=MINE, at=AT, picking=picking)
    assert (mine.answer, len(model.asked)) == ("The", 1)


async def test_a_model_is_shown_nothing_hidden_and_nothing_where_records_speak(store: Store) -> None:
    await kept(store, made("The ferry of Quorvex leaves early, the harbour said.", "A ferry", key="f1"), OTHERS)
    await kept(store, made("The ferry to Bergen leaves early, the harbour said.", "A ferry", key="f2"))
    await kept(store, visit())
    await allow(store, MINE)
    model = Eager()
    picking = Picking(model, StoppedClock(AT), 5, 9)
    await questions.ask(store, "Which ferry leaves the harbour late?", guild=MINE, at=AT, picking=picking)
    assert "Quorvex" not in str(model.asked)
    spoken = await questions.ask(store, WHEN, guild=MINE, at=AT, picking=picking)
    assert (spoken.answer, len(model.asked)) == ("Thursday, March 19, 2026", 1)


class Elsewhere:
    """A reranker that finds all sentences equally near, and notes in which thread it was asked."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def scores(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        assert question
        self.threads.append(threading.get_ident())
        return [0.5] * len(sentences)


async def test_a_reranker_is_asked_beside_the_event_loop(store: Store) -> None:
    await kept(store, visit())
    reranker = Elsewhere()
    plain = await questions.ask(store, WHEN, guild=MINE, at=AT)
    assert await questions.ask(store, WHEN, guild=MINE, at=AT, reranker=reranker) == plain
    assert len(reranker.threads) == 1
    assert threading.get_ident() not in reranker.threads


async def test_a_time_that_an_admin_set_is_told_as_such_and_to_that_guild_alone(store: Store) -> None:
    await kept(store, visit())
    event = visit().events[0]
    day = date(2026, 3, 26)
    other = When(value="2026-03-26", precision=Precision.DAY, earliest=day, latest=day)
    async with store.write() as conn:
        await events.amend(conn, event.id, guild=MINE, change=Amendment(when=other), actor="admin", now=AT)
    for question in (WHEN, "What's next?"):
        mine, others = [await questions.ask(store, question, guild=guild, at=AT) for guild in (MINE, OTHERS)]
        assert "March 26" in mine.answer
        assert [note.partition(" the time of")[0] for note in mine.notes] == ["An admin of this server has set"]
        assert "As read from the article: Thursday, March 19, 2026." in mine.notes[0]
        assert mine.notes[0] in str(answer.answer(mine).lines)
        assert ("March 19" in others.answer, others.notes) == (True, ())
