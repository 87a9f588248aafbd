"""Edits of what was posted; what an entry said last, and why it was taken in without being posted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("action", sa.String(), nullable=False, server_default="post"))
    op.add_column("delivery", sa.Column("target", sa.String(length=25), nullable=True))
    op.add_column("delivery", sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"))
    op.create_index(
        "ix_delivery_target",
        "delivery",
        ["target", "action", "version"],
        unique=False,
        sqlite_where=sa.text("target IS NOT NULL"),
        postgresql_where=sa.text("target IS NOT NULL"),
    )
    op.add_column("article_source", sa.Column("said", sa.String(), nullable=True))
    op.add_column("article_source", sa.Column("withheld", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("article_source", "withheld")
    op.drop_column("article_source", "said")
    op.drop_index("ix_delivery_target", table_name="delivery")
    for column in ("version", "target", "action"):
        op.drop_column("delivery", column)
