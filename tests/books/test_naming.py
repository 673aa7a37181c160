"""Names that come from data become names that Excel and every file system accept."""

from __future__ import annotations

import pytest

from leadbook.books.naming import check_sheet_name, folded, inside, safe_file_name, safe_sheet_name
from leadbook.errors import UsageError

RESERVED = ["Start", "Leads", "Reps"]
NAMES = [
    "Ana Silva", "Smith/Jones", "A" * 40, "A" * 40 + "B", "history", "CON", "con.txt", "..\\..\\evil", "../../etc/x",
    "[Team] *1?", "'quoted'", "", "   ",
    "ana silva",
    "Ana  Silva", "José",
    "Jose\u0301", "💼 Rep", "💼" * 20, "=1+1",
    "a\x00b", "LPT1.txt", "COM¹",
    "trailing. ", "Leads", "~$x", ".hidden", "a\nb", "\ud800x", "nul", "x" * 300, "é" * 120,
    "CONIN$", "/", "'", "''", "...", "con .x", "日本語" * 60,
]  # fmt: skip


def test_safe_sheet_names_are_accepted_and_differ():
    """Each name passes the rules, none is taken, and the same list gives the same names."""

    def made() -> list[str]:
        names = list(RESERVED)
        for wanted in NAMES:
            names.append(safe_sheet_name(wanted, names))
            check_sheet_name(names[-1], names[:-1])
        return names

    assert made() == made()
    assert made()[3] == "Ana Silva"
    assert len({folded(name) for name in made()}) == len(made())


def test_safe_file_names_stay_inside_and_differ(tmp_path):
    """No path, no device, no hidden file, at most 100 bytes before the ending, unique without case."""
    names: list[str] = []
    for wanted in NAMES:
        name = safe_file_name(wanted, ".xlsx", names)
        stem = name.removesuffix(".xlsx")
        assert inside(tmp_path, name).parent == tmp_path.resolve()
        assert 0 < len(stem.encode()) <= 100
        assert stem == stem.strip(" .")
        assert not stem.startswith(("~$", "."))
        assert stem.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "COM¹", "LPT1", "CONIN$"}
        assert folded(name) not in {folded(other) for other in names}
        names.append(name)
        (tmp_path / name).write_text("")
    assert len(list(tmp_path.iterdir())) == len(NAMES)


@pytest.mark.parametrize("name", ["../x.xlsx", "a/b.xlsx", "/etc/x"])
def test_file_outside_the_folder_is_refused(tmp_path, name):
    """A name with a path in it never leads anywhere."""
    with pytest.raises(UsageError):
        inside(tmp_path / "out", name)


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "blank"), ("x" * 32, "31"), ("a:b", "characters"), ("a\tb", "control"), ("'a", "apostrophe"),
     ("HISTORY", "Excel"), ("LEADS", "Another")],
)  # fmt: skip
def test_refusal_of_a_sheet_name_says_the_rule(name, words):
    """One plain sentence for each rule."""
    with pytest.raises(UsageError, match=words):
        check_sheet_name(name, RESERVED)
