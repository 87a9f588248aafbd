"""The order in which articles change, for the index that follows them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "article_change",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_article_change")),
    )
    op.create_index("ix_article_change_number", "article_change", ["number", "article"])
    op.execute("INSERT INTO article_change (article, id, number) SELECT seq, id, seq FROM article")


def downgrade() -> None:
    op.drop_table("article_change")
