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
    "DROP INDEX ix_activity_due_on",
    """CREATE INDEX ix_activity_due_on_status_deleted_client_id_plan_id
        ON activity (due_on, status, deleted, client_id, plan_id)""",
    "DROP INDEX ix_meeting_state_day",
    """CREATE INDEX ix_meeting_state_day_deleted_client_id
        ON meeting (state, day, deleted, client_id)""",
    """CREATE INDEX ix_plan_state_review_on_deleted_client_id
        ON "plan" (state, review_on, deleted, client_id)""",
    """CREATE INDEX ix_document_status_changed_on_deleted_client_id
        ON document (status, changed_on, deleted, client_id)""",
    "ALTER TABLE draft ADD COLUMN began BLOB",
    "CREATE INDEX ix_client_gone ON client (id) WHERE deleted = 1",
    "CREATE INDEX ix_meeting_gone ON meeting (id) WHERE deleted = 1",
    """CREATE TABLE device (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        state TEXT NOT NULL,
        last INTEGER NOT NULL,
        hash BLOB NOT NULL,
        hlc TEXT NOT NULL,
        cut_at_seq INTEGER,
        clock_off_ms INTEGER,
        heard_at TEXT,
        CONSTRAINT pk_device PRIMARY KEY (id)
    )""",
    # SQLite takes the other columns from the row that has the greatest number
    """INSERT INTO device
        SELECT device_id, 'MATE', '', 'ACTIVE', max(device_seq), hash, hlc, NULL, NULL, NULL
        FROM (SELECT device_id, device_seq, hash, hlc FROM change
              UNION ALL SELECT device_id, device_seq, hash, hlc FROM access_log)
        GROUP BY device_id""",
    """INSERT OR IGNORE INTO device
        SELECT value, 'OWN', '', 'ACTIVE', 0, zeroblob(32), '', NULL, NULL, NULL
        FROM meta WHERE key = 'device_id'""",
    "UPDATE device SET kind = 'OWN' WHERE id = (SELECT value FROM meta WHERE key = 'device_id')",
)


def upgrade() -> None:
    """Add what came since the last release."""
    for statement in _STATEMENTS:
        op.execute(statement)
