"""The first schema."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "event", name=op.f("pk_amendment")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("first_seen", Instant(), nullable=False),
        sa.Column("ordered_by", Instant(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_content_hash"), "article", ["content_hash"], unique=False)
    op.create_index(op.f("ix_article_ordered_by"), "article", ["ordered_by"], unique=False)
    op.create_index(op.f("ix_article_url"), "article", ["url"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_guild"), "audit", ["guild"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(length=25), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("ready_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", Instant(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("finished", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending','claimed','sent','failed','rejected','expired','withdrawn','unknown')",
            name=op.f("ck_delivery_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_delivery_dedupe_key")),
    )
    op.create_index("ix_delivery_guild", "delivery", ["platform", "guild", "created"], unique=False)
    op.create_index("ix_delivery_ready", "delivery", ["state", "priority", "ready_at"], unique=False)
    op.create_table(
        "disabled_destination",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "channel", name=op.f("pk_disabled_destination")),
    )
    op.create_table(
        "guild",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("changed", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guild")),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("lead_s", sa.Integer(), nullable=True),
        sa.Column("next_due", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index("ix_schedule_guild_kind", "schedule", ["guild", "kind"], unique=False)
    op.create_index(op.f("ix_schedule_next_due"), "schedule", ["next_due"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("primed", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("last_polled", Instant(), nullable=True),
        sa.Column("next_poll", Instant(), nullable=True),
        sa.Column("added", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("owner", "kind", "address", name=op.f("uq_source_owner_kind_address")),
    )
    op.create_index(op.f("ix_source_next_poll"), "source", ["next_poll"], unique=False)
    op.create_table(
        "spent_key",
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("dedupe_key", name=op.f("pk_spent_key")),
    )
    op.create_index(op.f("ix_spent_key_cause"), "spent_key", ["cause"], unique=False)
    op.create_table(
        "article_source",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("seen", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_article_source_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("fk_article_source_source"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "identity", name=op.f("pk_article_source")),
    )
    op.create_index(op.f("ix_article_source_article"), "article_source", ["article"], unique=False)
    op.create_table(
        "article_version",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaced", Instant(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_article_version_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "version", name=op.f("pk_article_version")),
    )
    op.create_table(
        "attempt",
        sa.Column("delivery", sa.String(length=25), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("begun", Instant(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name=op.f("fk_attempt_delivery"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("delivery", "number", name=op.f("pk_attempt")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("forecast", sa.Boolean(), nullable=False),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name=op.f("fk_event_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_article"), "event", ["article"], unique=False)
    op.create_index(op.f("ix_event_latest"), "event", ["latest"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE article_text USING fts5(article UNINDEXED, headline, body,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("CREATE TABLE article_text (article VARCHAR PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_article_text_words ON article_text USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE article_text")
    op.drop_index(op.f("ix_event_latest"), table_name="event")
    op.drop_index(op.f("ix_event_article"), table_name="event")
    op.drop_table("event")
    op.drop_table("attempt")
    op.drop_table("article_version")
    op.drop_index(op.f("ix_article_source_article"), table_name="article_source")
    op.drop_table("article_source")
    op.drop_index(op.f("ix_spent_key_cause"), table_name="spent_key")
    op.drop_table("spent_key")
    op.drop_index(op.f("ix_source_next_poll"), table_name="source")
    op.drop_table("source")
    op.drop_index(op.f("ix_schedule_next_due"), table_name="schedule")
    op.drop_index("ix_schedule_guild_kind", table_name="schedule")
    op.drop_table("schedule")
    op.drop_table("guild")
    op.drop_table("disabled_destination")
    op.drop_index("ix_delivery_ready", table_name="delivery")
    op.drop_index("ix_delivery_guild", table_name="delivery")
    op.drop_table("delivery")
    op.drop_index(op.f("ix_audit_guild"), table_name="audit")
    op.drop_table("audit")
    op.drop_index(op.f("ix_article_url"), table_name="article")
    op.drop_index(op.f("ix_article_ordered_by"), table_name="article")
    op.drop_index(op.f("ix_article_content_hash"), table_name="article")
    op.drop_table("article")
    op.drop_table("amendment")
