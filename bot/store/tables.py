"""The tables. docs/store.md tells what they are for; `migrations/versions` builds them.

What must be unique is a constraint here, with the race that it closes beside it. Long records stand last in their
tables: SQLite walks through what stands before a column to read it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.model.article import Article
from bot.model.event import Amendment, Event
from bot.model.message import Message
from bot.model.policy import Policy
from bot.store.types import Document, Instant, Plain, Record, Seconds

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

Number = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in a column that is declared INTEGER PRIMARY KEY."""


def _numbered() -> Column[int]:
    return Column("seq", Number, primary_key=True)


source = Table(
    "source",
    metadata,
    Column("id", Number, primary_key=True),
    Column("owner", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("address", Plain, nullable=False),
    Column("address_key", String, nullable=False),
    Column("title", Plain, nullable=False),
    Column("interval", Seconds, nullable=False),
    Column("etag", Plain),
    Column("last_modified", Plain),
    Column("next_poll", Instant, index=True),
    Column("last_polled", Instant),
    Column("failures", Integer, nullable=False),
    Column("last_error", Plain),
    Column("primed", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
    # Two admins who add the same feed at the same moment get one source: else every story would come twice.
    UniqueConstraint("owner", "kind", "address_key"),
    sqlite_autoincrement=True,  # a removed source's number is never given to another one
)

article = Table(
    "article",
    metadata,
    _numbered(),
    Column("id", Plain, nullable=False),
    Column("url_key", String, index=True),
    Column("content_hash", String, nullable=False, index=True),
    # Digest of all that its source gave: owners share an article only while this is the same.
    Column("fingerprint", String, nullable=False, index=True),
    Column("headline", Plain, nullable=False),
    Column("source", Plain),
    Column("url", Plain),
    Column("published", String),
    Column("version", Integer, nullable=False),
    # Grows whenever the row is written: `version` counts contents, and more than the content can change.
    Column("revision", Integer, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("newest", Instant, nullable=False),
    Column("record", Record(Article), nullable=False),
    # Two pollers that take in one story at once: the second finds the first's row instead of making its own.
    UniqueConstraint("id"),
    Index("ix_article_newest", "newest", "seq"),
    Index("ix_article_revision", "seq", "id", "revision"),  # which state each article is in, without the long rows
    sqlite_autoincrement=True,
)

article_version = Table(
    "article_version",
    metadata,
    Column("article", Number, ForeignKey("article.seq", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("record", Record(Article), nullable=False),
)

article_source = Table(
    "article_source",
    metadata,
    # One entry of one source is one article for ever: polled twice at once, it is stored once.
    Column("source", Number, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    Column("identity", String, primary_key=True),
    Column("article", Number, ForeignKey("article.seq", ondelete="CASCADE"), nullable=False),
    # What this source said last: only when it says something else has it changed its story.
    Column("content_hash", String, nullable=False),
    Column("seen_at", Instant, nullable=False),
    # Digest of the entry as the source gave it last (a teaser, say, of the article): only a change is read again.
    Column("said", String),
    # Why nobody was alerted when it came; null where whoever wanted it was.
    Column("withheld", String),
    Index("ix_article_source_article", "article"),
    Index("ix_article_source_seen_at", "seen_at"),
)

article_change = Table(
    "article_change",
    metadata,
    # One row an article, which outlives it: whoever follows learns that it is gone. No foreign key therefore.
    Column("article", Number, primary_key=True, autoincrement=False),
    Column("id", Plain, nullable=False),
    Column("number", BigInteger, nullable=False),
    Index("ix_article_change_number", "number", "article"),
)

event = Table(
    "event",
    metadata,
    _numbered(),
    Column("id", Plain, nullable=False),
    Column("article", Number, ForeignKey("article.seq", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Plain, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", Plain, nullable=False),
    Column("precision", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("coarse", Boolean, nullable=False),
    Column("earliest", Date, nullable=False),
    Column("latest", Date, nullable=False),
    Column("instant", Instant),
    Column("status", String, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("record", Record(Event), nullable=False),
    # A reminder names its event by id: one id must never lead to two events.
    UniqueConstraint("id"),
    Index("ix_event_earliest", "earliest", "rank"),
    Index("ix_event_coarse_latest", "coarse", "latest"),
    sqlite_autoincrement=True,
)

amendment = Table(
    "amendment",
    metadata,
    # One guild's word on one event. No foreign key: events are rewritten when an article is read again.
    Column("guild", String, primary_key=True),
    Column("event", Plain, primary_key=True),
    Column("change", Record(Amendment), nullable=False),
    Column("actor", Plain, nullable=False),
    Column("at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild", String, nullable=False),
    Column("actor", Plain, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", Plain, nullable=False),
    Column("before", Document),
    Column("after", Document),
    Column("at", Instant, nullable=False),
    Index("ix_audit_guild", "guild", "id"),
    sqlite_autoincrement=True,
)

guild = Table(
    "guild",
    metadata,
    Column("platform", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", Plain, nullable=False),
    Column("channel", String),
    Column("policy", Record(Policy), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
)

schedule = Table(
    "schedule",
    metadata,
    # Planning again replaces the row: two planners at once cannot make two reminders of one.
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("guild", String, nullable=False),
    Column("subject", Plain, nullable=False),
    Column("lead", Seconds),
    Column("next_due", Instant, nullable=False, index=True),
    Index("ix_schedule_guild", "guild", "kind"),
)

occasion = Table(
    "occasion",
    metadata,
    # An event stands once in a guild's list on the platform: two planners that would list it at once make one entry. No
    # foreign keys: events are rewritten when an article is read again, and the row says until the event is over that
    # it was listed, whatever became of it.
    Column("guild", String, primary_key=True),
    Column("event", Plain, primary_key=True),
    # The delivery that lists it.
    Column("delivery", String(25), nullable=False, index=True),
)

dedupe_key = Table(
    "dedupe_key",
    metadata,
    # The promise that nothing is posted twice. Two transactions that enqueue the same cause for the same place (a
    # story told by two feeds polled at once, a tick repeated after a crash): the second waits for the first's commit
    # and then inserts nothing. The keys stay when old deliveries are purged.
    Column("key", String, primary_key=True),
    Column("first_at", Instant, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    _numbered(),
    Column("id", String(25), nullable=False),
    Column("dedupe_key", String, ForeignKey("dedupe_key.key"), nullable=False),
    Column("platform", String, nullable=False),
    Column("guild", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String),
    Column("priority", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("cause", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    # When it may next be claimed: not_before while pending, retry_at while failed, the end of the lease while claimed,
    # and null once it is finished. One column, so that one index range finds all that is ready.
    Column("ready_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("first_attempt_at", Instant),
    Column("sender", String),
    Column("lease_until", Instant),
    Column("retry_at", Instant),
    Column("receipt", String),
    Column("error", Plain),
    Column("enqueued_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("message", Record(Message), nullable=False),
    Column("action", String, nullable=False, server_default="post"),
    # The post whose message an edit or a pin concerns. No foreign key: it is looked at before it is claimed.
    Column("target", String(25)),
    # Which state of its content a message shows: of one message, a lower one never overwrites a higher.
    Column("version", BigInteger, nullable=False, server_default="1"),
    # The id is the nonce: two deliveries with one nonce would be one message on the platform.
    UniqueConstraint("id"),
    # One delivery for one key, also should a key ever be written by hand.
    UniqueConstraint("dedupe_key"),
    Index("ix_delivery_ready", "rank", "ready_at", "seq"),
    Index("ix_delivery_guild", "platform", "guild", "seq"),
    Index("ix_delivery_expires_at", "expires_at", sqlite_where=text("ready_at IS NOT NULL"),
          postgresql_where=text("ready_at IS NOT NULL")),
    Index("ix_delivery_finished_at", "finished_at"),
    Index("ix_delivery_target", "target", "action", "version", sqlite_where=text("target IS NOT NULL"),
          postgresql_where=text("target IS NOT NULL")),
    sqlite_autoincrement=True,
)  # fmt: skip

attempt = Table(
    "attempt",
    metadata,
    # One row per try, written with the claim and so before the sending.
    Column("delivery", String(25), ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sender", String, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("outcome", String),
    Column("error", Plain),
)

disabled_destination = Table(
    "disabled_destination",
    metadata,
    Column("platform", String, primary_key=True),
    Column("guild", String, primary_key=True),
    # A channel or a thread: what is closed of a channel closes its threads too, but not the other way round.
    Column("room", String, primary_key=True),
    Column("reason", Plain, nullable=False),
    Column("at", Instant, nullable=False),
)
