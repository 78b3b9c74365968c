"""The first release: clients, meetings, plans, the journal, drafts."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """CREATE TABLE access_log (
        id TEXT NOT NULL,
        action TEXT NOT NULL,
        client_id TEXT NOT NULL,
        detail TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        at TEXT NOT NULL,
        hlc TEXT NOT NULL,
        device_id TEXT NOT NULL,
        device_seq INTEGER NOT NULL,
        prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT pk_access_log PRIMARY KEY (device_id, device_seq)
    )""",
    """CREATE INDEX ix_access_log_action_hlc ON access_log (action, hlc)""",
    """CREATE TABLE centre (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        county TEXT NOT NULL,
        municipality TEXT NOT NULL,
        client_word TEXT NOT NULL,
        nav_word TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_centre PRIMARY KEY (id)
    )""",
    """CREATE TABLE change (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        field TEXT NOT NULL,
        old TEXT,
        new TEXT,
        note TEXT,
        blind BLOB,
        digest BLOB NOT NULL,
        base TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        at TEXT NOT NULL,
        hlc TEXT NOT NULL,
        device_id TEXT NOT NULL,
        device_seq INTEGER NOT NULL,
        prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT pk_change PRIMARY KEY (device_id, device_seq)
    )""",
    """CREATE INDEX ix_change_client_id_hlc ON change (client_id, hlc)""",
    """CREATE TABLE client (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        birth_year INTEGER,
        municipality TEXT NOT NULL,
        language_form TEXT NOT NULL,
        interpreter TEXT NOT NULL,
        erasure_key BLOB NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        name_sort TEXT NOT NULL,
        last_changed TEXT NOT NULL,
        CONSTRAINT pk_client PRIMARY KEY (id)
    )""",
    """CREATE TABLE counsellor (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        signing_key TEXT NOT NULL,
        sealing_key TEXT NOT NULL,
        active INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_counsellor PRIMARY KEY (id)
    )""",
    """CREATE TABLE draft (
        kind TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        field TEXT NOT NULL,
        client_id TEXT NOT NULL,
        raw TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (kind, entity_id, field)
    )""",
    """CREATE TABLE memory (
        counsellor_id TEXT NOT NULL,
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_memory PRIMARY KEY (counsellor_id, "key")
    )""",
    """CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_meta PRIMARY KEY ("key")
    )""",
    """CREATE TABLE activity (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        position FLOAT NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL,
        party TEXT NOT NULL,
        who TEXT NOT NULL,
        due_on TEXT,
        due_words TEXT NOT NULL,
        status TEXT NOT NULL,
        kind TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        section_key TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_activity PRIMARY KEY (id),
        CONSTRAINT fk_activity_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_activity_client_id ON activity (client_id)""",
    """CREATE INDEX ix_activity_due_on ON activity (due_on)""",
    """CREATE TABLE addendum (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        text TEXT NOT NULL,
        written_by TEXT NOT NULL,
        written_at TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_addendum PRIMARY KEY (id),
        CONSTRAINT fk_addendum_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_addendum_client_id ON addendum (client_id)""",
    """CREATE TABLE document (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        position FLOAT NOT NULL,
        name TEXT NOT NULL,
        issuer TEXT NOT NULL,
        status TEXT NOT NULL,
        changed_on TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_document PRIMARY KEY (id),
        CONSTRAINT fk_document_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_document_client_id ON document (client_id)""",
    """CREATE TABLE intake (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        purpose TEXT NOT NULL,
        requested_by TEXT NOT NULL,
        first_contact TEXT,
        nav_office TEXT NOT NULL,
        nav_contact TEXT NOT NULL,
        nav_phone TEXT NOT NULL,
        nav_role TEXT NOT NULL,
        under_30 TEXT NOT NULL,
        no_upper_secondary TEXT NOT NULL,
        own_wish TEXT NOT NULL,
        motivation TEXT NOT NULL,
        agreed_to_share TEXT NOT NULL,
        roles_informed TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_intake PRIMARY KEY (id),
        CONSTRAINT fk_intake_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_intake_client_id ON intake (client_id)""",
    """CREATE TABLE meeting (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        mode TEXT NOT NULL,
        place TEXT NOT NULL,
        day TEXT,
        at TEXT,
        state TEXT NOT NULL,
        template_id TEXT NOT NULL,
        template_version INTEGER NOT NULL,
        confidence INTEGER,
        next_meeting TEXT,
        none_agreed INTEGER NOT NULL,
        finished_at TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_meeting PRIMARY KEY (id),
        CONSTRAINT fk_meeting_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_meeting_client_id ON meeting (client_id, deleted, state, day)""",
    """CREATE INDEX ix_meeting_day ON meeting (day)""",
    """CREATE INDEX ix_meeting_state_day ON meeting (state, day)""",
    """CREATE TABLE note_section (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        "key" TEXT NOT NULL,
        text TEXT NOT NULL,
        not_relevant INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_note_section PRIMARY KEY (id),
        CONSTRAINT fk_note_section_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_note_section_client_id ON note_section (client_id)""",
    """CREATE TABLE participant (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        position FLOAT NOT NULL,
        party TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_participant PRIMARY KEY (id),
        CONSTRAINT fk_participant_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_participant_client_id ON participant (client_id)""",
    """CREATE TABLE "plan" (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        replaces TEXT NOT NULL,
        reason TEXT NOT NULL,
        end_goal TEXT NOT NULL,
        why TEXT NOT NULL,
        brings TEXT NOT NULL,
        route TEXT NOT NULL,
        deadlines TEXT NOT NULL,
        considerations TEXT NOT NULL,
        economy TEXT NOT NULL,
        fallback TEXT NOT NULL,
        support TEXT NOT NULL,
        next_step TEXT NOT NULL,
        review_on TEXT,
        finished_on TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_plan PRIMARY KEY (id),
        CONSTRAINT fk_plan_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE INDEX ix_plan_client_id ON "plan" (client_id, deleted, number, state)""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
