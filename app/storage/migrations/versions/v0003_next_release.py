"""What the next release stores besides; it grows until that is out."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = ("ALTER TABLE client ADD COLUMN email TEXT NOT NULL DEFAULT ''",)


def upgrade() -> None:
    """Add what came since the last release."""
    for statement in _STATEMENTS:
        op.execute(statement)
