import pytest
from sqlcipher3 import dbapi2

from app.errors import NotSaved, VaultDamaged, VaultInUse
from app.storage.failures import error_code, translated


def failure(code):
    error = dbapi2.OperationalError("the driver repeats: Hemmelig Navnesen")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, VaultInUse),
        (6, VaultInUse),
        (8, NotSaved),
        (8 | 6 << 8, NotSaved),
        (10, NotSaved),
        (10 | 3 << 8, NotSaved),
        (13, NotSaved),
        (14, NotSaved),
        (11, VaultDamaged),
        (26, VaultDamaged),
    ],
)
def test_what_the_disk_did_becomes_a_sentence_without_the_drivers_words(code, kind):
    with pytest.raises(kind) as caught, translated():
        raise failure(code)

    assert "Hemmelig" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("code", [1, 19, 21])
def test_anything_else_stays_a_bug(code):
    with pytest.raises(dbapi2.OperationalError), translated():
        raise failure(code)


def test_an_error_that_is_not_the_databases_has_no_code():
    assert error_code(ValueError()) == 0
