"""Excel's side of a button: which open workbook is meant, and an answer whatever happens (no Excel is needed)."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
import xlwings as xw

from leadbook.errors import BookBusy, BookError
from leadbook.fronts import excel
from leadbook.fronts.exchange import Request, read_answer

BOOK = r"C:\Sales\Leads.xlsm"


@dataclass
class Instance:
    """An Excel with its workbooks, as far as `find` looks at it."""

    hwnd: int
    names: tuple[str, ...] = ()
    error: Exception | None = None
    given: list = field(default_factory=list)

    @property
    def books(self):
        if self.error:
            raise self.error
        self.given = [SimpleNamespace(fullname=name, name=name.rpartition("\\")[2], app=self) for name in self.names]
        return self.given


class ComError(Exception):
    """What pywin32 raises: the number is an attribute and the first argument."""

    def __init__(self, number):
        self.hresult = number
        super().__init__(number, "the words of Windows", None, None)


def running(monkeypatch, *instances):
    monkeypatch.setattr(xw, "apps", list(instances))


def test_a_workbook_that_is_not_open_for_editing_may_be_in_protected_view(monkeypatch):
    running(monkeypatch, Instance(1, (r"C:\Sales\Other.xlsx",)))
    with pytest.raises(BookError, match="does not have this workbook open for editing") as told:
        excel.find(Request(command="check", book=BOOK))
    assert "If it is in Protected View, click Enable Editing" in told.value.fix
    running(monkeypatch)
    with pytest.raises(BookError, match="open for editing"):
        excel.find(Request(command="check", book=BOOK))


def test_of_two_excels_with_the_same_workbook_the_one_with_the_window_is_taken(monkeypatch):
    one, two = Instance(11, (BOOK,)), Instance(22, ("C:\\Other.xlsx", BOOK.upper()))
    running(monkeypatch, one, two)
    assert excel.find(Request(command="check", book=BOOK, hwnd="22")) is two.given[1]
    assert excel.find(Request(command="check", book=BOOK, hwnd="11")) is one.given[0]
    with pytest.raises(BookError, match="open for editing"):
        excel.find(Request(command="check", book=BOOK, hwnd="33"))


def test_of_two_workbooks_with_one_name_the_one_with_the_path_is_taken(monkeypatch):
    app = Instance(1, (r"C:\Old\Leads.xlsm", BOOK))
    running(monkeypatch, app)
    assert excel.find(Request(command="check", book=BOOK)) is app.given[1]


@pytest.mark.parametrize("number", [-2147418111, -2146777998])
def test_a_cell_in_edit_mode_is_said_when_the_workbook_is_looked_for(monkeypatch, number):
    running(monkeypatch, Instance(1, error=ComError(number)))
    with pytest.raises(BookBusy, match="a cell is being edited") as told:
        excel.find(Request(command="check", book=BOOK))
    assert "Press Enter or Esc" in told.value.fix


@pytest.mark.parametrize("number", [-2147418111, -2146777998])
def test_a_cell_in_edit_mode_is_said_whenever_excel_finds_out(monkeypatch, number, desk):
    """Reading names may work while a cell is edited; what comes next does not."""

    class Edited(SimpleNamespace):
        @property
        def fullname(self):
            return str(desk.book)

        @property
        def app(self):
            raise ComError(number)

    running(monkeypatch, SimpleNamespace(hwnd=1, books=[Edited(name="Leads.xlsx")]))
    answer = excel.pressed(Request(command="check", book=str(desk.book)))
    assert answer.status == "error"
    assert "a cell is being edited" in answer.text
    assert "Press Enter or Esc" in answer.text


@pytest.mark.parametrize("error", [ComError(-2147352567), OSError(5, "x"), RuntimeError(), KeyError("Leads")])
def test_any_other_refusal_of_excel_is_a_plain_sentence(monkeypatch, error):
    running(monkeypatch, Instance(1, error=error))
    answer = excel.pressed(Request(command="check", book=BOOK))
    assert answer.status == "error"
    assert "Excel did not answer" in answer.text
    assert "leadbook doctor" in answer.text
    assert "the words of Windows" not in answer.text


HELP = "command=help\r\nbook=C:\\\\Verkäufe\\\\Größe.xlsx\r\n"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (HELP.encode("utf-8-sig"), "done"), (HELP.encode(), "done"), (b"command=nothing\r\n", "error"), (b"", "bug"),
        (b"\xff\xfe\x00garbage\x80", "bug"), (b"book=x", "bug"), (bytes(range(256)) * 9, "bug"),
    ],
)  # fmt: skip
def test_whatever_the_request_an_answer_is_written(tmp_path, content, status, capsys):
    folder = tmp_path / "Anträge für Ö"
    folder.mkdir()
    request, answer = folder / "Bitte.txt", folder / "Antwort.txt"
    request.write_bytes(content)
    assert excel.main(["--request", str(request), "--answer", str(answer)]) == 0
    said = answer.read_bytes()
    assert read_answer(said.decode("utf-8")).status == status
    assert said.count(b"\n") == said.count(b"\r\n") > 0
    assert sorted(folder.iterdir()) == [answer, request]
    assert capsys.readouterr() == ("", "")


def test_a_request_that_is_not_there_is_answered_too(tmp_path):
    answer = tmp_path / "answer.txt"
    assert excel.main(["--request", str(tmp_path / "gone.txt"), "--answer", str(answer)]) == 0
    found = read_answer(answer.read_text("utf-8"))
    assert (found.status, "could not be read" in found.text) == ("bug", True)


def test_an_answer_takes_the_place_of_an_older_one_at_once(tmp_path, monkeypatch):
    """Whoever looks sees the old answer or the new one, never half of it."""
    answer = tmp_path / "answer.txt"
    answer.write_text("status=done\ntext=old\n", encoding="utf-8")
    seen = []
    real = type(answer).replace

    def replace(self, target):
        seen.append((self.name, answer.read_text("utf-8"), self.read_text("utf-8").startswith("status=error")))
        return real(self, target)

    monkeypatch.setattr(type(answer), "replace", replace)
    excel.main(["--text", "command=nothing", "--answer", str(answer)])
    assert seen == [("answer.txt.part", "status=done\ntext=old\n", True)]
    assert read_answer(answer.read_text("utf-8")).status == "error"


def test_on_macos_the_answer_is_printed(capsys):
    assert excel.main(["--text", "command=help"]) == 0
    found = read_answer(capsys.readouterr().out)
    assert found.status == "done"
    assert "Allocate" in found.text


def test_the_name_alone_is_enough_where_excel_gives_no_path(monkeypatch):
    app = Instance(1, ("Leads.xlsm",))
    running(monkeypatch, app)
    assert excel.find(Request(command="check", book="leads.xlsm")) is app.given[0]
