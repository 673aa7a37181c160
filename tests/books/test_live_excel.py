"""What is said to Excel's own objects, and which open workbooks are refused, on recorded stand-ins (no Excel here)."""

from types import SimpleNamespace

import pytest

from leadbook.books.live import opening
from leadbook.books.live.extras import MacExtras, WindowsExtras, unprotected
from leadbook.books.live.opening import open_live
from leadbook.books.protocol import SheetFill
from leadbook.errors import BookError, BookMissing, BookReadOnly, NotALeadbook


class Recorder:
    """Remembers what is set and called, by dotted name; answers what it was given."""

    def __init__(self, answers=None, log=None, name=""):
        self.__dict__.update(_answers=answers or {}, log=[] if log is None else log, _name=name)

    def _dotted(self, name):
        return f"{self._name}.{name}".removeprefix(".")

    def __getattr__(self, name):
        dotted = self._dotted(name)
        return self._answers[dotted] if dotted in self._answers else Recorder(self._answers, self.log, dotted)

    def __setattr__(self, name, value):
        self.log.append((self._dotted(name), value))

    def __call__(self, *args, **more):
        self.log.append((self._name, *args, *([more] if more else [])))
        return self._answers.get(f"{self._name}()", self)


class Password:
    """A sheet of Excel for Windows with a password: a wrong one is an error of COM."""

    ProtectContents = True

    def Unprotect(self, _password):
        raise OSError(-2147352567, "Exception occurred.")


FILL = SheetFill(scale=62, header_footer="Run 3", paper="Letter", breaks=(10,))
PROTECTED = {"AllowFormattingCells": True, "AllowFormattingColumns": True, "AllowFormattingRows": True,
             "DrawingObjects": True, "Contents": True, "Scenarios": True, "Password": ""}  # fmt: skip


def test_on_windows_excels_own_names_are_used():
    api = Recorder({"ReadOnly": True, "Saved": False, "ProtectContents": True})
    one, extras = SimpleNamespace(api=api), WindowsExtras()
    assert (extras.is_read_only(one), extras.is_saved(one), extras.is_protected(one)) == (True, False, True)
    extras.mark_saved(one)
    extras.unprotect(one)
    extras.protect(one)
    assert api.log == [("Saved", True), ("Unprotect", ""), ("Protect", PROTECTED)]


def test_on_windows_only_what_is_named_is_set_up_for_print():
    api = Recorder()
    WindowsExtras().print_set_up(SimpleNamespace(api=api), SheetFill())
    assert api.log == []
    WindowsExtras().print_set_up(SimpleNamespace(api=api), FILL)
    assert [(name, value) for name, value in api.log[:3]] == [
        ("PageSetup.Zoom", 62), ("PageSetup.CenterFooter", "Run 3"), ("PageSetup.PaperSize", 1)
    ]  # fmt: skip
    assert [entry[0] for entry in api.log[3:]] == ["ResetAllPageBreaks", "Range", "HPageBreaks.Add"]
    assert api.log[4] == ("Range", "A11")


def test_on_macos_the_words_of_its_dictionary_are_used():
    api = Recorder({"read_only.get()": True, "saved.get()": False, "protect_contents.get()": True})
    one, extras = SimpleNamespace(api=api), MacExtras()
    assert (extras.is_read_only(one), extras.is_saved(one), extras.is_protected(one)) == (True, False, True)
    api.log.clear()
    extras.mark_saved(one)
    extras.unprotect(one)
    extras.protect(one)
    assert [entry[0] for entry in api.log] == ["saved.set", "unprotect", "protect_worksheet"]
    assert api.log[0] == ("saved.set", True)
    api.log.clear()
    extras.print_set_up(one, FILL)
    assert api.log == [("page_setup_object.zoom.set", 62), ("page_setup_object.center_footer.set", "Run 3")]


def test_a_password_that_excel_answers_with_an_error_is_said_in_words():
    sheet = SimpleNamespace(api=Password(), name="Events")
    with pytest.raises(BookReadOnly, match="protected with a password") as told, unprotected(WindowsExtras(), sheet):
        pytest.fail("it is shut")
    assert told.value.where == "Sheet Events"


def test_a_sheet_is_shut_again_after_an_error():
    state = {"ProtectContents": True}
    api = Recorder()
    api.__dict__.update(Unprotect=lambda _: state.update(ProtectContents=False),
                        Protect=lambda **_: state.update(ProtectContents=True))  # fmt: skip
    sheet = SimpleNamespace(api=type("Api", (), {
        "ProtectContents": property(lambda _: state["ProtectContents"]), "Unprotect": lambda _, __: api.Unprotect(""),
        "Protect": lambda _, **more: api.Protect(**more),
    })(), name="Start")  # fmt: skip
    with pytest.raises(ZeroDivisionError), unprotected(WindowsExtras(), sheet):
        _ = 1 / int(state["ProtectContents"])
    assert state == {"ProtectContents": True}


@pytest.mark.parametrize("address", [
    "https://firm.sharepoint.com/sites/sales/Shared Documents/Leads.xlsx", "https://d.docs.live.net/1a2b/Leads.xlsx",
])  # fmt: skip
@pytest.mark.parametrize("for_writing", [True, False])
def test_a_workbook_from_the_cloud_is_answered_with_the_synced_folder(address, for_writing):
    """Excel gives the web address as the full name of a workbook that lies in OneDrive or SharePoint."""
    with pytest.raises(BookMissing, match="web address") as told:
        open_live(SimpleNamespace(fullname=address), for_writing=for_writing)
    assert told.value.where == address
    assert "open it from your synced folder" in told.value.fix


def test_a_workbook_that_was_never_saved():
    with pytest.raises(BookError, match="never saved") as told:
        open_live(SimpleNamespace(fullname="Book1"), for_writing=True)
    assert (told.value.where, "Save it" in told.value.fix) == ("Book1", True)


def test_a_workbook_of_another_kind(tmp_path):
    with pytest.raises(NotALeadbook, match="xlsb") as told:
        open_live(SimpleNamespace(fullname=str(tmp_path / "Leads.xlsb")), for_writing=True)
    assert "Save it as .xlsx or .xlsm" in told.value.fix


def test_a_workbook_that_excel_opened_read_only(desk, monkeypatch):
    monkeypatch.setattr(opening, "extras_of", lambda _: WindowsExtras())
    book = SimpleNamespace(fullname=str(desk.book), api=SimpleNamespace(ReadOnly=True))
    with pytest.raises(BookReadOnly, match="open read-only") as told:
        open_live(book, for_writing=True)
    assert (told.value.where, "open it for editing" in told.value.fix) == (desk.book.name, True)
