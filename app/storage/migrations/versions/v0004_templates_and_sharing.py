"""What the next release stores of templates and of sharing; it too grows until that is out."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """CREATE TABLE template_version (
        id TEXT NOT NULL,
        template_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        nb TEXT NOT NULL,
        nn TEXT NOT NULL,
        en TEXT NOT NULL,
        for_three_party INTEGER NOT NULL,
        for_guidance INTEGER NOT NULL,
        for_follow_up INTEGER NOT NULL,
        for_closing INTEGER NOT NULL,
        in_use_from TEXT,
        based_on TEXT NOT NULL,
        from_whom TEXT NOT NULL,
        signer TEXT NOT NULL,
        signed_on TEXT,
        signature TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_template_version PRIMARY KEY (id)
    )""",
    """CREATE TABLE template_part (
        id TEXT NOT NULL,
        version_id TEXT NOT NULL,
        position FLOAT NOT NULL,
        key TEXT NOT NULL,
        nb TEXT NOT NULL,
        nn TEXT NOT NULL,
        en TEXT NOT NULL,
        purpose_nb TEXT NOT NULL,
        purpose_nn TEXT NOT NULL,
        purpose_en TEXT NOT NULL,
        goes_as TEXT NOT NULL,
        speaks_first TEXT NOT NULL,
        remind INTEGER NOT NULL,
        coded INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_template_part PRIMARY KEY (id)
    )""",
    """CREATE TABLE template_question (
        id TEXT NOT NULL,
        part_id TEXT NOT NULL,
        position FLOAT NOT NULL,
        nb TEXT NOT NULL,
        nn TEXT NOT NULL,
        en TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_template_question PRIMARY KEY (id)
    )""",
    """CREATE TABLE template_suggestion (
        id TEXT NOT NULL,
        template_id TEXT NOT NULL,
        part_key TEXT NOT NULL,
        words TEXT NOT NULL,
        from_whom TEXT NOT NULL,
        made_on TEXT,
        answer TEXT NOT NULL,
        answered_on TEXT,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_template_suggestion PRIMARY KEY (id)
    )""",
    """CREATE TABLE sharing (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        scope TEXT NOT NULL,
        parts TEXT NOT NULL,
        recipient TEXT NOT NULL,
        contact_id TEXT NOT NULL,
        purpose TEXT NOT NULL,
        said_how TEXT NOT NULL,
        until TEXT,
        decided_on TEXT,
        withdrawn_on TEXT,
        replaces TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_sharing PRIMARY KEY (id),
        CONSTRAINT fk_sharing_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_sharing_client_id ON sharing (client_id)",
    """CREATE TABLE disclosure (
        id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        decision_id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        parts TEXT NOT NULL,
        recipient TEXT NOT NULL,
        given_how TEXT NOT NULL,
        given_at TEXT,
        digest TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        hlc TEXT NOT NULL,
        CONSTRAINT pk_disclosure PRIMARY KEY (id),
        CONSTRAINT fk_disclosure_client_id FOREIGN KEY(client_id)
            REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_disclosure_client_id ON disclosure (client_id)",
)


def upgrade() -> None:
    """Add these tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
