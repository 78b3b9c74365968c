"""What the next release stores besides; it grows until that is out."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "ALTER TABLE client ADD COLUMN email TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE reminder (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        text TEXT NOT NULL,
        due_on TEXT,
        state TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_reminder PRIMARY KEY (id),
        CONSTRAINT fk_reminder_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_reminder_client_id ON reminder (client_id)",
)


def upgrade() -> None:
    """Add what came since the last release."""
    for statement in _STATEMENTS:
        op.execute(statement)
