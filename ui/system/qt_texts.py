"""Qt's own words – on its buttons, in its dialogs and context menus – from our catalogue.

Qt ships nynorsk but no bokmål, and neither follows our choice of words. The tables name every text
a user can meet; a text that is not in them stays in English.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from typing_extensions import override

from app.i18n import _, pgettext
from ui.widgets.key_names import qt_key_names

_TO = ("QPrintSettingsOutput", "to")


class QtTexts(QTranslator):
    """Translates Qt's words into the language of the moment it was made in."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, str] = {}
        for words in _TABLES:
            self._words.update(words())
        self._in_context = {_TO: pgettext("pages 1 to 4", "to"), **qt_key_names()}

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        found = self._in_context.get((context, sourceText))
        if found is None and context.startswith("Q"):
            found = self._words.get(sourceText)
        return found or sourceText

    @override
    def isEmpty(self) -> bool:
        return False


def _button_words() -> dict[str, str]:
    return {
        "OK": _("OK"),
        "&OK": _("&OK"),
        "Cancel": _("Cancel"),
        "&Cancel": _("&Cancel"),
        "Close": _("Close"),
        "&Close": _("&Close"),
        "&Yes": _("&Yes"),
        "&No": _("&No"),
        "Yes to &All": _("Yes to &all"),
        "N&o to All": _("N&o to all"),
        "Save": _("Save"),
        "Save All": _("Save all"),
        "Open": _("Open"),
        "Abort": _("Stop"),
        "Retry": _("Try again"),
        "Ignore": _("Ignore"),
        "Apply": _("Apply"),
        "Reset": _("Reset"),
        "Restore Defaults": _("Restore the usual choices"),
        "Help": _("Help"),
    }


def _message_words() -> dict[str, str]:
    return {
        "Show Details...": _("Show details …"),
        "Hide Details...": _("Hide details …"),
        "Discard": _("Discard"),
    }


def _edit_words() -> dict[str, str]:
    return {
        "&Undo": _("&Undo"),
        "&Redo": _("&Redo"),
        "Cu&t": _("Cu&t"),
        "&Copy": _("&Copy"),
        "Copy &Link Location": _("Copy the address of the &link"),
        "&Paste": _("&Paste"),
        "Delete": _("Delete"),
        "Select All": _("Select all"),
        "Clear": _("Clear"),
        "Scroll Left": _("Scroll left"),
        "Scroll Right": _("Scroll right"),
    }


def _file_words() -> dict[str, str]:
    return {
        "Look in:": _("Look in:"),
        "&Look in:": _("&Look in:"),
        "File &name:": _("File &name:"),
        "Directory:": _("Folder:"),
        "Files of &type:": _("Files of &type:"),
        "Files of type:": _("Files of type:"),
        "Back": _("Back"),
        "Go back": _("Go back"),
        "Forward": _("Forward"),
        "Go forward": _("Go forward"),
        "Parent Directory": _("Folder above"),
        "Go to the parent directory": _("Go to the folder above"),
        "Create New Folder": _("Make a new folder"),
        "Create a New Folder": _("Make a new folder"),
        "&New Folder": _("&New folder"),
        "New Folder": _("New folder"),
    }


def _file_deeds() -> dict[str, str]:
    return {
        "Find Directory": _("Find a folder"),
        "Save As": _("Save as"),
        "&Open": _("&Open"),
        "&Save": _("&Save"),
        "&Choose": _("&Choose"),
        "Choose": _("Choose"),
        "&Rename": _("&Rename"),
        "&Delete": _("&Delete"),
        "Remove": _("Remove"),
        "Show &hidden files": _("Show &hidden files"),
    }


def _list_words() -> dict[str, str]:
    return {
        "List View": _("List"),
        "Change to list view mode": _("Show as a list"),
        "Detail View": _("Details"),
        "Change to detail view mode": _("Show details"),
        "Sidebar": _("Places"),
        "List of places and bookmarks": _("Places to look in"),
        "Files": _("Files"),
        "Directories": _("Folders"),
        "All Files (*)": _("All files (*)"),
        "Show ": _("Show "),
        "Recent Places": _("Recent places"),
        "My Computer": _("This computer"),
        "Computer": _("This computer"),
        "Drive": _("Drive"),
        "File": _("File"),
        "Folder": _("Folder"),
        "Name": _("Name"),
        "Size": _("Size"),
        "Type": _("Type"),
        "Kind": _("Type"),
        "Date Modified": _("Changed"),
    }


def _file_questions() -> dict[str, str]:
    return {
        "%1 already exists.\nDo you want to replace it?": _(
            "{file} exists already. Do you want to replace it?"
        ).format(file="%1"),
        "%1\nFile not found.\nPlease verify the correct file name was given.": _(
            "There is no file {file}. Is the name right?"
        ).format(file="%1"),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": _(
            "There is no folder {file}. Is the name right?"
        ).format(file="%1"),
        "'%1' is write protected.\nDo you want to delete it anyway?": _(
            "{file} is protected against changes. Do you want to delete it all the same?"
        ).format(file="%1"),
        "Are you sure you want to delete '%1'?": _("Do you want to delete {file}?").format(
            file="%1"
        ),
        "Could not delete directory.": _("The folder could not be deleted."),
    }


def _print_words() -> dict[str, str]:
    return {
        "Print": _("Print"),
        "&Print": _("&Print"),
        "&Options >>": _("&Options >>"),
        "&Options <<": _("&Options <<"),
        "Printer": _("Printer"),
        "&Name:": _("&Name:"),
        "P&roperties": _("P&roperties"),
        "Location:": _("Place:"),
        "Type:": _("Type:"),
        "Preview": _("Preview"),
        "Output &file:": _("&File:"),
        "Print to File (PDF)": _("Print to a file (PDF)"),
        "Local file": _("File on this computer"),
        "Write PDF file": _("Write a PDF file"),
        "Print To File ...": _("Print to a file …"),
        "Page Setup": _("Page"),
    }


def _print_questions() -> dict[str, str]:
    return {
        "%1 is a directory.\nPlease choose a different file name.": _(
            "{file} is a folder. Please choose another name."
        ).format(file="%1"),
        "File %1 is not writable.\nPlease choose a different file name.": _(
            "{file} cannot be written. Please choose another name."
        ).format(file="%1"),
        "%1 already exists.\nDo you want to overwrite it?": _(
            "{file} exists already. Do you want to replace it?"
        ).format(file="%1"),
    }


def _paper_words() -> dict[str, str]:
    return {
        "Page Layout": _("Page"),
        "Paper": _("Paper"),
        "Page size:": _("Size:"),
        "Paper source:": _("Tray:"),
        "Width:": _("Width:"),
        "Height:": _("Height:"),
        "Custom": _("Own size"),
        "Orientation": _("Direction"),
        "Portrait": _("Portrait"),
        "Landscape": _("Landscape"),
        "Reverse portrait": _("Portrait, upside down"),
        "Reverse landscape": _("Landscape, upside down"),
        "Margins": _("Margins"),
        "top margin": _("top margin"),
        "bottom margin": _("bottom margin"),
        "left margin": _("left margin"),
        "right margin": _("right margin"),
        "Millimeters (mm)": _("Millimetres (mm)"),
        "Inches (in)": _("Inches (in)"),
        "Points (pt)": _("Points (pt)"),
        "Page &order:": _("Page &order:"),
        "Pages &per sheet:": _("Pages &per sheet:"),
    }


def _print_choices() -> dict[str, str]:
    return {
        "Copies": _("Copies"),
        "Copies:": _("Copies:"),
        "Collate": _("Sort the copies"),
        "Reverse": _("Last page first"),
        "Print range": _("What to print"),
        "Print all": _("Everything"),
        "Pages from": _("Pages from"),
        "Pages": _("Pages"),
        "Page &Set:": _("Which &pages:"),
        "All Pages": _("All pages"),
        "Odd Pages": _("Odd pages"),
        "Even Pages": _("Even pages"),
        "Current Page": _("This page"),
        "Selection": _("What is selected"),
        "Output Settings": _("Result"),
        "Options": _("Choices"),
    }


def _print_manners() -> dict[str, str]:
    return {
        "Color Mode": _("Colour"),
        "Color": _("In colour"),
        "Grayscale": _("In grey"),
        "Double Sided Printing": _("On both sides"),
        "Off": pgettext("printing on both sides", "Off"),
        "Long side binding": _("Turned over the long side"),
        "Short side binding": _("Turned over the short side"),
    }


def _page_orders() -> dict[str, str]:
    return {
        "Left to Right, Top to Bottom": _("From the left, then down"),
        "Left to Right, Bottom to Top": _("From the left, then up"),
        "Right to Left, Top to Bottom": _("From the right, then down"),
        "Right to Left, Bottom to Top": _("From the right, then up"),
        "Top to Bottom, Left to Right": _("Down, then from the left"),
        "Top to Bottom, Right to Left": _("Down, then from the right"),
        "Bottom to Top, Left to Right": _("Up, then from the left"),
        "Bottom to Top, Right to Left": _("Up, then from the right"),
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
        "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.": _(
            "Pages and ranges with commas between: 3,5-7,9 prints the pages 3, 5, 6, 7 and 9."
        ),
    }


_TABLES = (
    _button_words,
    _message_words,
    _edit_words,
    _file_words,
    _file_deeds,
    _list_words,
    _file_questions,
    _print_words,
    _print_questions,
    _paper_words,
    _print_choices,
    _print_manners,
    _page_orders,
)
