"""Every model keeps Qt's rules for models, through everything that is done to it."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.domain.plans import PlanActivity
from tests.building import TODAY, Clients
from tests.ui.hands import ALT, CTRL
from ui.models.activity_table import ActivityTable
from ui.models.client_table import ClientTable
from ui.models.text_table import TextColumn, TextTable
from ui.widgets.lines import Line, LineList

WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def test_a_list_of_lines(qtmodeltester):
    model = LineList()
    watch = QAbstractItemModelTester(model, WARN)
    lines = tuple(Line(title=f"Linje {n}", subtitle="under") for n in range(5))

    for shown in (lines, lines[:2], lines[3:], (), lines):
        model.show(shown)

    qtmodeltester.check(model)
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None
    assert watch.model() is model


def test_the_table_of_clients(practice, qtmodeltester):
    model = ClientTable(lambda: TODAY)
    watch = QAbstractItemModelTester(model, WARN)
    with practice.vault.work() as work:
        everybody = work.lists.clients()

    for shown in (everybody, everybody[:3], (), everybody):
        model.show(shown)

    qtmodeltester.check(model)
    texts = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert all(texts)
    assert watch.model() is model


def test_the_table_of_activities(practice_window, practice, qtmodeltester):
    practice_window.open_client(Clients(practice.vault).named("Meron"), "plan")
    form = practice_window.person.page("plan").form
    watch = QAbstractItemModelTester(form.table, WARN)
    form.view.setFocus()
    for key, keys in (
        (Qt.Key.Key_Down, ALT),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, CTRL),
    ):
        QTest.keyClick(form.view, key, keys)

    qtmodeltester.check(form.table)
    assert watch.model() is form.table


def test_a_dragged_row_carries_its_id_and_no_word_of_the_person():
    model = ActivityTable(lambda: TODAY)
    rows = [PlanActivity(what="Hemmelig", position=float(n)) for n in range(3)]
    model.show(rows, "Liv")
    carried = []
    model.carried.connect(lambda moved, row: carried.append((moved, row)))

    mime = model.mimeData([model.index(0, 1)])
    model.dropMimeData(mime, Qt.DropAction.MoveAction, 3, 0, QModelIndex())

    assert carried == [(rows[0].id, 2)]
    assert b"Hemmelig" not in b"".join(bytes(mime.data(f).data()) for f in mime.formats())


def test_foreign_things_dropped_on_the_table_are_refused():
    from PySide6.QtCore import QMimeData

    model = ActivityTable(lambda: TODAY)
    model.show([PlanActivity(what="Min")], "Liv")
    foreign, other_row = QMimeData(), QMimeData()
    foreign.setText("noe fra et annet program")
    other_row.setData(model.mimeTypes()[0], b"no-such-row")
    move = Qt.DropAction.MoveAction

    for mime in (foreign, other_row):
        assert not model.dropMimeData(mime, move, 0, 0, QModelIndex())


def test_the_outline(practice_window, practice, qtmodeltester):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "meetings")
    practice_window.open_talk(practice.desk.case.meetings[-1].id)

    qtmodeltester.check(practice_window.talk.outline.model())


def test_a_table_of_texts(qtmodeltester):
    columns = (TextColumn("Name", str, 2), TextColumn("Length", lambda word: str(len(word))))
    model = TextTable(columns)
    watch = QAbstractItemModelTester(model, WARN)

    for shown in (("a", "bc", "def"), ("a",), (), ("bc", "def")):
        model.show(shown)

    qtmodeltester.check(model)
    assert model.index(1, 1).data() == "3"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Length"
    assert model.data(QModelIndex()) is None
    assert watch.model() is model
