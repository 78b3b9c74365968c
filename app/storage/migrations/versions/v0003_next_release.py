"""What the next release stores besides; it grows until that is out."""

from alembic import op

from app.domain.entities import derived_id
from app.storage.migrations.templates_and_sharing import STATEMENTS as OF_TEMPLATES_AND_SHARING

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
    "ALTER TABLE client ADD COLUMN postal_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN gender TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN spoken_level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN written_level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN reading TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE partner (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        municipalities TEXT NOT NULL,
        note TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_partner PRIMARY KEY (id)
    )""",
    """CREATE TABLE partner_contact (
        id TEXT NOT NULL,
        partner_id TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        confirmed_on TEXT,
        note TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_partner_contact PRIMARY KEY (id)
    )""",
    "CREATE INDEX ix_partner_contact_partner_id_deleted ON partner_contact (partner_id, deleted)",
    """CREATE TABLE phrase (
        id TEXT NOT NULL,
        abbreviation TEXT NOT NULL,
        nb TEXT NOT NULL,
        nn TEXT NOT NULL,
        en TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_phrase PRIMARY KEY (id)
    )""",
    """CREATE TABLE own_phrase (
        id TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        abbreviation TEXT NOT NULL,
        nb TEXT NOT NULL,
        nn TEXT NOT NULL,
        en TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_own_phrase PRIMARY KEY (id)
    )""",
    """CREATE TABLE own_word (
        id TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        word TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_own_word PRIMARY KEY (id)
    )""",
    """CREATE TABLE contact (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        intake_id TEXT NOT NULL,
        day TEXT,
        at TEXT,
        way TEXT NOT NULL,
        outcome TEXT NOT NULL,
        counsellor_id TEXT NOT NULL,
        words TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_contact PRIMARY KEY (id),
        CONSTRAINT fk_contact_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_contact_client_id ON contact (client_id)",
    """CREATE TABLE criterion (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        intake_id TEXT NOT NULL,
        criterion TEXT NOT NULL,
        answer TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_criterion PRIMARY KEY (id),
        CONSTRAINT fk_criterion_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_criterion_client_id ON criterion (client_id)",
    "ALTER TABLE intake ADD COLUMN number INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE intake ADD COLUMN kind TEXT NOT NULL DEFAULT 'THREE_PARTY_FIRST'",
    "ALTER TABLE intake ADD COLUMN state TEXT NOT NULL DEFAULT 'OPEN'",
    "ALTER TABLE intake ADD COLUMN state_on TEXT",
    "ALTER TABLE intake ADD COLUMN state_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN ended_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN waiting_since TEXT",
    "ALTER TABLE intake ADD COLUMN priority TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN agreement TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN wish TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN basis_told_on TEXT",
    "ALTER TABLE intake ADD COLUMN basis_told_way TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN roles_told_way TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN motivation_level INTEGER",
    "ALTER TABLE intake ADD COLUMN labour_status TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN education TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN groups TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN sick_since TEXT",
    "ALTER TABLE intake ADD COLUMN programme_ends TEXT",
    "ALTER TABLE intake ADD COLUMN nav_contact_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN survey TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN survey_on TEXT",
    "ALTER TABLE intake ADD COLUMN survey_way TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN survey_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE intake ADD COLUMN outcome_consent_until TEXT",
    """CREATE INDEX ix_intake_state_waiting_since_deleted_client_id
        ON intake (state, waiting_since, deleted, client_id)""",
    "ALTER TABLE meeting ADD COLUMN intake_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN minutes_planned INTEGER",
    "ALTER TABLE meeting ADD COLUMN minutes_spent INTEGER",
    "ALTER TABLE meeting ADD COLUMN moved INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE meeting ADD COLUMN placed_on TEXT",
    "ALTER TABLE meeting ADD COLUMN topics TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN understandable TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN manageable TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN meaningful TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN read_aloud INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE meeting ADD COLUMN copies_handed_out INTEGER",
    "ALTER TABLE meeting ADD COLUMN sharing_decided INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE meeting ADD COLUMN way_back_told INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE meeting ADD COLUMN next_meeting_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE participant ADD COLUMN contact_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE participant ADD COLUMN reply TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE participant ADD COLUMN presence TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE participant ADD COLUMN observer INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE participant ADD COLUMN interpreter INTEGER NOT NULL DEFAULT 0",
    """ALTER TABLE "plan" ADD COLUMN intake_id TEXT NOT NULL DEFAULT ''""",
    "DROP INDEX ix_intake_client_id",
    """CREATE INDEX ix_intake_client_id
        ON intake (client_id, deleted, number, id, state, waiting_since)""",
    "DROP INDEX ix_plan_client_id",
    """CREATE INDEX ix_plan_client_id
        ON "plan" (client_id, deleted, number, state, intake_id, id)""",
    "CREATE INDEX ix_activity_plan_id_deleted_status ON activity (plan_id, deleted, status)",
    "ALTER TABLE addendum ADD COLUMN corrects TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE activity ADD COLUMN closing TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE question (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        section_key TEXT NOT NULL,
        text TEXT NOT NULL,
        asked_on TEXT,
        answer TEXT NOT NULL,
        answered_on TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_question PRIMARY KEY (id),
        CONSTRAINT fk_question_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_question_client_id ON question (client_id)",
    """CREATE TABLE slip (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        read_on TEXT,
        yes_on TEXT,
        to_client INTEGER NOT NULL,
        to_nav INTEGER NOT NULL,
        to_others INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_slip PRIMARY KEY (id),
        CONSTRAINT fk_slip_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_slip_client_id ON slip (client_id)",
    """CREATE TABLE taken_line (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        section_key TEXT NOT NULL,
        line TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        activity_id TEXT NOT NULL,
        plan_field TEXT NOT NULL,
        words TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_taken_line PRIMARY KEY (id),
        CONSTRAINT fk_taken_line_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_taken_line_client_id ON taken_line (client_id)",
    # until now there was one period, and everything belonged to it
    """UPDATE meeting SET intake_id =
        (SELECT i.id FROM intake i WHERE i.client_id = meeting.client_id)""",
    """UPDATE "plan" SET intake_id =
        (SELECT i.id FROM intake i WHERE i.client_id = "plan".client_id)""",
)


_CRITERIA = ("under_30", "no_upper_secondary", "own_wish")
"""Answers that were columns of a period; now each is a row, as its agreement asks for it."""


_CHOSEN_TOO = (
    """UPDATE intake SET NAME = (SELECT max(raw) FROM draft
        WHERE kind = 'intake' AND field = 'NAME' AND entity_id = intake.id)
        WHERE id IN (SELECT entity_id FROM draft WHERE kind = 'intake' AND field = 'NAME')""",
    "DELETE FROM draft WHERE kind = 'intake' AND field = 'NAME'",
)
_ANSWERED = "SELECT id, client_id, NAME, deleted, hlc FROM intake WHERE NAME != ''"
_ANSWER = """INSERT INTO criterion (id, intake_id, criterion, client_id, answer, deleted, hlc)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


def upgrade() -> None:
    """Add what came since the last release."""
    for statement in (*_STATEMENTS, *OF_TEMPLATES_AND_SHARING):
        op.execute(statement)
    _move_answers()


def _move_answers() -> None:
    """Make a row of each answer to a criterion; what was chosen and not yet stored counts too."""
    bind = op.get_bind()
    for name in _CRITERIA:
        for statement in _CHOSEN_TOO:
            op.execute(statement.replace("NAME", name))
        for intake_id, *rest in bind.exec_driver_sql(_ANSWERED.replace("NAME", name)).fetchall():
            made = derived_id(intake_id, "criterion", name)
            bind.exec_driver_sql(_ANSWER, (made, intake_id, name, *rest))
        op.execute(f"ALTER TABLE intake DROP COLUMN {name}")
