"""Events that stand in a guild's own list on the platform."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occasion",
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("delivery", sa.String(length=25), nullable=False),
        sa.PrimaryKeyConstraint("guild", "event", name=op.f("pk_occasion")),
    )
    op.create_index(op.f("ix_occasion_delivery"), "occasion", ["delivery"], unique=False)


def downgrade() -> None:
    op.drop_table("occasion")
