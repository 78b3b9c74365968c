"""Colleagues: roles, owners of cases, recusals, substitutes; drafts of one's own."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """CREATE TABLE counsellor_new (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        signing_key TEXT NOT NULL,
        sealing_key TEXT NOT NULL,
        active INTEGER NOT NULL,
        roles TEXT NOT NULL,
        knowledge_confirmed TEXT,
        former_keys TEXT NOT NULL,
        endorsed_by TEXT NOT NULL,
        endorsement TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_counsellor PRIMARY KEY (id)
    )""",
    # until now a vault had one counsellor, who founded it
    """INSERT INTO counsellor_new
        SELECT id, name, phone, signing_key, sealing_key, active, 'COUNSELLOR LEAD ADMIN',
               NULL, '', '', '', deleted, hlc FROM counsellor""",
    "DROP TABLE counsellor",
    "ALTER TABLE counsellor_new RENAME TO counsellor",
    """CREATE TABLE substitution (
        id TEXT NOT NULL,
        owner_id TEXT NOT NULL,
        substitute_id TEXT NOT NULL,
        begins TEXT,
        ends TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_substitution PRIMARY KEY (id)
    )""",
    """CREATE TABLE owner (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_owner PRIMARY KEY (id),
        CONSTRAINT fk_owner_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_owner_client_id ON owner (client_id, deleted, counsellor_id)",
    """CREATE TABLE recusal (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_recusal PRIMARY KEY (id),
        CONSTRAINT fk_recusal_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_recusal_client_id ON recusal (client_id, deleted, counsellor_id)",
    "CREATE INDEX ix_access_log_hlc ON access_log (hlc)",
    "CREATE INDEX ix_access_log_client_id_hlc ON access_log (client_id, hlc)",
    """CREATE TABLE draft_new (
        kind TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        field TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        raw TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (kind, entity_id, field, counsellor_id)
    )""",
    """INSERT INTO draft_new
        SELECT kind, entity_id, field, (SELECT min(id) FROM counsellor), client_id, raw, kept_at
        FROM draft""",
    "DROP TABLE draft",
    "ALTER TABLE draft_new RENAME TO draft",
    # the journal says who began each case; the id is the client's with another last digit group
    """INSERT INTO owner
        SELECT lower(substr(c.id, 1, 24) || hex(randomblob(6))), c.id, h.counsellor_id, 0, c.hlc
        FROM client c JOIN change h
          ON h.client_id = c.id AND h.entity_id = c.id AND h.kind = 'client' AND h.field = '*'""",
)


def upgrade() -> None:
    """Add the tables, and give every case to whoever began it."""
    for statement in _STATEMENTS:
        op.execute(statement)
