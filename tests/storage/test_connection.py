import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.storage.connection import APPLICATION_ID, PRAGMAS
from tests import raw


@pytest.mark.parametrize("name", PRAGMAS)
def test_every_pragma_reads_back_as_it_was_set(vault, name):
    with raw.database(vault).transaction() as connection:
        value = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

    assert value == PRAGMAS[name]


def test_the_file_says_that_it_is_leias(vault):
    with raw.database(vault).transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA temp_store = FILE",
        "PRAGMA mmap_size = 1000000",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA cipher_memory_security = OFF",
        "PRAGMA cipher_compatibility = 3",
        "ATTACH DATABASE ':memory:' AS other",
    ],
)
def test_what_could_let_the_words_out_is_refused(vault, statement):
    with (
        pytest.raises(DBAPIError, match="not authorized"),
        raw.database(vault).transaction() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_the_fence_stands_again_after_a_copy(vault):
    vault.copy()

    test_what_could_let_the_words_out_is_refused(vault, "ATTACH DATABASE ':memory:' AS other")


def test_an_error_never_repeats_what_was_typed(vault):
    statement = text("INSERT INTO client (id, name) VALUES (:id, :name)")
    values = {"id": "1", "name": "Hemmelig Navnesen"}

    with pytest.raises(DBAPIError) as caught, vault.work() as work:
        raw.connection(work).execute(statement, values)

    error: BaseException | None = caught.value
    while error is not None:
        assert "Hemmelig" not in str(error) + repr(error)
        error = error.__cause__ or error.__context__
