"""What the dialog sends to a print service, and that the page lies on no disk in between."""

import sys

import pytest

from app.prints.career_plan import career_plan_pdf
from tests.prints.papers import a_paper
from tests.ui.print_service import Choice, attribute, nothing_written_in, printed, sent, started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")


@pytest.fixture(scope="module")
def queue(tmp_path_factory):
    yield from started(tmp_path_factory.mktemp("cups"))


@pytest.fixture(scope="module")
def paper():
    return career_plan_pdf(a_paper())


def test_the_watch_sees_what_is_written(tmp_path):
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"), nothing_written_in(tmp_path):
        (tmp_path / "page").write_bytes(b"a page")


def test_a_real_queue_gets_the_tagged_paper_itself(queue, paper, tmp_path):
    code, words, errors = printed(queue, paper, tmp_path)

    assert (code, words) == (0, ["logged"]), errors
    assert [each.read_bytes() == paper for each in (queue / "spool").glob("d*")] == [True]


UNCOLLATED = "separate-documents-uncollated-copies"
CHOICES = [
    ({"copies": 3}, {"copies": 3}),
    ({"copies": 2, "collate": False}, {"multiple-document-handling": UNCOLLATED}),
    ({"printRange": True, "from": 1, "to": 2}, {"page-ranges": (1, 2)}),
    ({"pagesRadioButton": True, "pagesLineEdit": "2"}, {"page-ranges": (2, 2)}),
    ({"pageSetCombo": 1}, {"page-set": "odd"}),
    ({"pageSetCombo": 2}, {"page-set": "even"}),
    ({"reverse": True}, {"outputorder": "reverse"}),
    ({"duplexLong": True}, {"sides": "two-sided-long-edge"}),
    ({"duplexShort": True}, {"sides": "two-sided-short-edge"}),
    ({"grayscale": True}, {"print-color-mode": "monochrome"}),
    ({}, {"media": "A4"}),
]


@pytest.mark.parametrize(("choices", "told"), CHOICES, ids=str)
def test_what_is_chosen_in_the_dialog_reaches_the_queue(queue, paper, tmp_path, choices, told):
    code, _words, errors = sent(queue, paper, tmp_path, Choice("written", choices))

    assert code == 0, errors
    newest = max((queue / "spool").glob("c*"))
    assert {name: attribute(newest.read_bytes(), name) for name in told} == told


@pytest.mark.parametrize("pages", ["7", "3-9"])
def test_pages_that_are_not_there_are_told_and_nothing_leaves(queue, paper, tmp_path, pages):
    fields = {"pagesRadioButton": True, "pagesLineEdit": pages}
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = sent(queue, paper, tmp_path, Choice("written", fields))

    assert (code, words) == (3, ["UserError"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before


@pytest.mark.parametrize(
    ("answer", "done"),
    [("Save as PDF …", ["file", "dialog"]), ("Print all the same", ["saved"]), ("Back", [])],
)
def test_a_printer_that_makes_a_file_is_named_before_anything_leaves(
    queue, paper, tmp_path, answer, done
):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = sent(queue, paper, tmp_path, Choice("virtual-PDF", answer=answer))

    assert (code, words) == (0, done), errors
    assert len(list((queue / "spool").glob("d*"))) == before + done.count("saved")


def test_where_files_are_not_allowed_such_a_printer_is_refused(queue, paper, tmp_path):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = sent(queue, paper, tmp_path, Choice("virtual-PDF"))

    assert (code, words) == (3, ["UserError"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before


def test_without_lp_qt_paints_in_the_users_folder_in_memory(queue, paper, tmp_path, in_memory):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = printed(queue, paper, tmp_path, PATH="")

    assert (code, words) == (0, ["logged"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before + 1


def test_without_lp_and_a_folder_in_memory_nothing_is_printed_or_logged(queue, paper, tmp_path):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = printed(queue, paper, tmp_path, PATH="", XDG_RUNTIME_DIR="")

    assert (code, words) == (3, ["UserError"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before
