"""Alembic's migrations. REVISIONS are all that this version knows, oldest first."""

REVISIONS = ("0001",)
HEAD = REVISIONS[-1]
