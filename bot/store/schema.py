"""The tables. What must be unique is a constraint here, with the race it closes beside it.

`guild` and `owner` are `platform:id`; ids of the platform are text. Records are the JSON of the models, columns beside
them what is asked by. Dates are days, Instants UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.types import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

source = Table(
    "source",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("interval_s", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("primed", Boolean, nullable=False, default=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("last_error", Text),
    Column("last_polled", Instant),
    Column("next_poll", Instant, index=True),
    Column("added", Instant, nullable=False),
    # Two admins who add the same feed at once get one source.
    UniqueConstraint("owner", "kind", "address"),
)

article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, index=True),
    Column("headline", Text, nullable=False),
    Column("content_hash", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("source_name", Text),
    Column("published", String),
    Column("first_seen", Instant, nullable=False),
    # What "latest" orders by: the publication where it is told, else when it was first seen.
    Column("ordered_by", Instant, nullable=False, index=True),
    Column("record", JSON, nullable=False),
)

article_version = Table(
    "article_version",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("replaced", Instant, nullable=False),
    Column("record", JSON, nullable=False),
)

article_source = Table(
    "article_source",
    metadata,
    Column("source", ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    # One entry of a source is one article, whichever of two polls stores it first.
    Column("identity", Text, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seen", Instant, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("precision", String, nullable=False),
    Column("earliest", Date, nullable=False),
    Column("latest", Date, nullable=False, index=True),
    Column("confidence", Float, nullable=False),
    Column("record", JSON, nullable=False),
)

# No foreign key to the event: an amendment outlives a reading that did not find the event again.
amendment = Table(
    "amendment",
    metadata,
    Column("guild", String, primary_key=True),
    Column("event", String, primary_key=True),
    Column("dismissed", Boolean, nullable=False, default=False),
    Column("change", JSON, nullable=False),
    Column("actor", String, nullable=False),
    Column("at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("guild", String, nullable=False, index=True),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("at", Instant, nullable=False),
)

guild = Table(
    "guild",
    metadata,
    Column("id", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("platform_id", String, nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("policy", JSON, nullable=False),
    Column("channel", String),
    Column("changed", Instant, nullable=False),
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("guild", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("lead_s", Integer),
    Column("next_due", Instant, index=True),
    Index("ix_schedule_guild_kind", "guild", "kind"),
)

delivery = Table(
    "delivery",
    metadata,
    # Also the nonce: at most 25 characters (Discord API, "Create Message"), unique per bot for ever.
    Column("id", String(25), primary_key=True),
    # Two planners, or one that runs again after a crash, owe a destination one message for one cause. Rows that are
    # purged leave their key in `spent_key`.
    Column("dedupe_key", Text, nullable=False, unique=True),
    Column("platform", String, nullable=False),
    Column("guild", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String),
    Column("priority", Integer, nullable=False),
    Column("cause", String, nullable=False),
    Column("message", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("created", Instant, nullable=False),
    # When it may be taken: not_before at first, later the time of the next try or the end of its lease.
    Column("ready_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("sender", String),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False, default=0),
    Column("first_attempt_at", Instant),
    Column("receipt", String),
    Column("error", Text),
    Column("finished", Instant),
    CheckConstraint(
        "state IN ('pending','claimed','sent','failed','rejected','expired','withdrawn','unknown')", name="state"
    ),
    Index("ix_delivery_ready", "state", "priority", "ready_at"),
    Index("ix_delivery_guild", "platform", "guild", "created"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("delivery", ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sender", String, nullable=False),
    Column("begun", Instant, nullable=False),
    Column("outcome", Text),
)

spent_key = Table(
    "spent_key",
    metadata,
    Column("dedupe_key", Text, primary_key=True),
    Column("cause", String, nullable=False, index=True),
)

disabled_destination = Table(
    "disabled_destination",
    metadata,
    Column("platform", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("guild", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Instant, nullable=False),
)
