"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

WORDS = ("article", "event")
"""Each has a full-text index of its own, whose rows are numbered and removed with its rows."""

SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE {0}_words USING fts5(heading, text, tokenize='porter unicode61')",
    "CREATE TRIGGER {0}_words_gone AFTER DELETE ON {0} BEGIN DELETE FROM {0}_words WHERE rowid = old.seq; END",
)
POSTGRES_ENDINGS = (
    # As `english`, but without its list of words that it leaves out: "who" and "us" may be names.
    "CREATE TEXT SEARCH DICTIONARY dateline_endings (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION dateline (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION dateline ALTER MAPPING FOR asciiword, word WITH dateline_endings",
)
POSTGRES_WORDS = (
    "CREATE TABLE {0}_words (seq BIGINT PRIMARY KEY REFERENCES {0} (seq) ON DELETE CASCADE, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_{0}_words ON {0}_words USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("guild", "event", name=op.f("pk_amendment")),
    )
    op.create_table(
        "article",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("newest", INSTANT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_article")),
        sa.UniqueConstraint("id", name=op.f("uq_article_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_article_content_hash"), "article", ["content_hash"], unique=False)
    op.create_index(op.f("ix_article_fingerprint"), "article", ["fingerprint"], unique=False)
    op.create_index("ix_article_newest", "article", ["newest", "seq"], unique=False)
    op.create_index("ix_article_revision", "article", ["seq", "id", "revision"], unique=False)
    op.create_index(op.f("ix_article_url_key"), "article", ["url_key"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_guild", "audit", ["guild", "id"], unique=False)
    op.create_table(
        "dedupe_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dedupe_key")),
    )
    op.create_table(
        "disabled_destination",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("platform", "guild", "room", name=op.f("pk_disabled_destination")),
    )
    op.create_table(
        "guild",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.Column("left_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("platform", "id", name=op.f("pk_guild")),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("lead", sa.BigInteger(), nullable=True),
        sa.Column("next_due", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index("ix_schedule_guild", "schedule", ["guild", "kind"], unique=False)
    op.create_index(op.f("ix_schedule_next_due"), "schedule", ["next_due"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("interval", sa.BigInteger(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("next_poll", INSTANT, nullable=True),
        sa.Column("last_polled", INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("primed", sa.Boolean(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("owner", "kind", "address_key", name=op.f("uq_source_owner_kind_address_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_next_poll"), "source", ["next_poll"], unique=False)
    op.create_table(
        "article_source",
        sa.Column("source", NUMBER, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.seq"], name=op.f("fk_article_source_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("fk_article_source_source"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "identity", name=op.f("pk_article_source")),
    )
    op.create_index("ix_article_source_article", "article_source", ["article"], unique=False)
    op.create_index("ix_article_source_seen_at", "article_source", ["seen_at"], unique=False)
    op.create_table(
        "article_version",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.seq"], name=op.f("fk_article_version_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "version", name=op.f("pk_article_version")),
    )
    op.create_table(
        "delivery",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("id", sa.String(length=25), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("ready_at", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", INSTANT, nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("retry_at", INSTANT, nullable=True),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("enqueued_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dedupe_key"], ["dedupe_key.key"], name=op.f("fk_delivery_dedupe_key")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_delivery")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_delivery_dedupe_key")),
        sa.UniqueConstraint("id", name=op.f("uq_delivery_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_delivery_cause"), "delivery", ["cause"], unique=False)
    op.create_index(
        "ix_delivery_expires_at",
        "delivery",
        ["expires_at"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_index("ix_delivery_finished_at", "delivery", ["finished_at"], unique=False)
    op.create_index("ix_delivery_guild", "delivery", ["platform", "guild", "seq"], unique=False)
    op.create_index("ix_delivery_ready", "delivery", ["rank", "ready_at", "seq"], unique=False)
    op.create_table(
        "event",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("coarse", sa.Boolean(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("instant", INSTANT, nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("forecast", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.seq"], name=op.f("fk_event_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_article"), "event", ["article"], unique=False)
    op.create_index("ix_event_coarse_latest", "event", ["coarse", "latest"], unique=False)
    op.create_index("ix_event_earliest", "event", ["earliest", "rank"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("delivery", sa.String(length=25), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name=op.f("fk_attempt_delivery"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("delivery", "number", name=op.f("pk_attempt")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in () if sqlite else POSTGRES_ENDINGS:
        op.execute(statement)
    for table in WORDS:
        for statement in SQLITE_WORDS if sqlite else POSTGRES_WORDS:
            op.execute(statement.format(table))


def downgrade() -> None:
    for table in WORDS:
        op.execute(f"DROP TABLE {table}_words")
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TEXT SEARCH CONFIGURATION dateline")
        op.execute("DROP TEXT SEARCH DICTIONARY dateline_endings")


TABLES = (
    "attempt",
    "event",
    "delivery",
    "article_version",
    "article_source",
    "source",
    "schedule",
    "guild",
    "disabled_destination",
    "dedupe_key",
    "audit",
    "article",
    "amendment",
)
"""Those that refer to others first."""
