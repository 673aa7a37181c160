"""A team and Leadbook at work on one workbook in any order, and what must hold after every step.

A walk is decided by its seed alone, so that a failure is repeated by its number. Nothing here knows how Leadbook
does a thing: what must hold is told from the sheets before and after a command.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from leadbook.books.package import PackageBook
from leadbook.fronts.cli import main
from leadbook.model import KEEP, Grid
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.schema.core import FilledBy
from leadbook.stages.ledger import SAME_PERSON
from tests.actions.desk import HEADERS, Desk

DAY = dt.date(2026, 11, 23)
WATCHED = ("inquiries", "leads", "not_leads", "fix", "reps", "quotas", "campaigns", "answers")
LIST_HEADERS = (*HEADERS, "Product", "Do not contact")
Row = dict[str, Any]
Place = tuple[str, tuple[Any, ...], str]
"""Table, row key, column."""

HAND = {
    "inquiries": ("company", "need", "notes", "job_title", "city", "email", "phone", "raised_hand", "let_through",
                  "do_not_contact", "budget"),
    "leads": ("rep", "outcome", "next_date", "amount", "reason"),
    "not_leads": ("review_on", "let_through"),
    "fix": ("correct", "decision"),
    "reps": ("active", "territory", "capacity_week", "languages"),
    "quotas": ("quota", "close_rate", "booked", "pipeline"),
    "campaigns": ("offer", "goal", "product", "deadline"),
    "answers": ("answer", "owes", "by"),
}  # fmt: skip
"""Table → columns that people type into on a walk."""


class Walk:
    """One walk: a workbook, what a person typed, and who got which ID."""

    headers: tuple[str, ...] = LIST_HEADERS

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.desk = Desk(folder, lambda: ("", ""), book=folder / "Leads.xlsx")
        self.trail: list[str] = []
        self.typed: dict[Place, Any] = {}
        self.owner: dict[str, str] = {}
        self.made: dict[int, set[str]] = {}
        self.lists: list[Path] = []
        self.overwriting: set[str] = set()
        self.count = 0
        self._start()

    def _start(self) -> None:
        self.call("new")
        self.desk.add("reps", *({"rep": name} for name in ("Dana Vale", "Luis Ortega", "Mei Tan")))
        self.desk.add("quotas", *(
            {"rep": rep, "product": product, "period": dt.date(2026, 12, 1), "quota": 50000, "close_rate": 0.25,
             "average_deal": 10000}
            for rep in ("Dana Vale", "Luis Ortega", "Mei Tan") for product in ("XX-200", "YY-9")
        ))  # fmt: skip
        self.desk.add("campaigns", {"campaign": "Swap", "product": "XX-200", "start": dt.date(2026, 12, 10)})

    # ---------------------------------------------------------------- commands

    def call(self, command: str, *words: object) -> dict[str, Any]:
        """Run a command; its JSON. It must end well, and print nothing but that."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([command, str(self.desk.book), *map(str, words), "--json", "--quiet", "--today", str(DAY)])
        assert code == 0, (self.trail, code, out.getvalue(), err.getvalue())
        assert not err.getvalue(), err.getvalue()
        said: dict[str, Any] = json.loads(out.getvalue())
        return said

    def tables(self) -> dict[str, list[Row]]:
        """The watched tables as rows by schema keys."""
        here = PackageBook(self.desk.book.read_bytes())
        found = {}
        for key in WATCHED:
            table = schema.table(key)
            found[key] = frames.to_frame(table, here.read(table.name))[0].to_dict("records")
        return found

    def step(self) -> None:
        """Anything a team does."""
        actions = self.actions()
        self.random.choices([one for _, one in actions], [weight for weight, _ in actions])[0]()

    def actions(self) -> list[tuple[int, Callable[[], None]]]:
        """What a team does, with how often."""
        return [
            (5, self.bring_a_list), (4, lambda: self.command("check")), (3, lambda: self.command("allocate")),
            (1, lambda: self.command("allocate", "--rebalance")), (2, lambda: self.command("brief")),
            (2, lambda: self.command("report")), (1, lambda: self.command("show", "Cover")),
            (9, self.type_somewhere), (2, self.type_into_a_column_of_leadbook), (2, self.sort_rows),
            (1, self.delete_a_row), (1, self.save_with_another_program), (3, self.undo_the_last), (2, self.undo_any),
        ]  # fmt: skip

    def command(self, name: str, *words: object) -> None:
        """A command, what must hold after it, the same again, and now and then taken back at once."""
        self.trail.append(" ".join(map(str, (name, *words))))
        data, before = self.desk.book.read_bytes(), self.tables()
        said = self.call(name, *words)
        after = self.tables()
        self._answers_taken(name, before, after)
        gone = {(name,) for name in self.joined()[0]} - {(row["lead_id"],) for row in after["inquiries"]}
        self.typed = {place: value for place, value in self.typed.items() if place[1] not in gone}
        self._nothing_overwritten(name, before, after)
        self._nobody_lost(before, after)
        if name in ("import", "check", "allocate", "run"):
            self._judged(after)
        if said["changed"]:
            new = {row["lead_id"] for row in after["inquiries"]} - {row["lead_id"] for row in before["inquiries"]}
            self.made[said["steps"][0]["run"] if said.get("steps") else said["run"]] = new
        saved = self.desk.book.read_bytes()
        assert said["changed"] == (saved != data), self.trail
        if said["changed"]:
            self.whole()
        again = self.call(name, *words)
        assert self.desk.book.read_bytes() == saved, (self.trail, "the same again changed the workbook")
        assert not again["changed"]
        if name == "import":
            self._rows_add_up(said, before, after)
        if said["changed"] and not said.get("steps") and self.random.random() < 0.2:
            self.trail.append("undo at once")
            opted = self._opted(after) != self._opted(before)
            self.call("undo")
            assert opted or self.desk.book.read_bytes() == data, (self.trail, "undo at once left other bytes")
            if not opted:
                self._typed_in(self.tables())

    def whole(self) -> None:
        """What must hold of the sheets when a command has saved them; see `LongWalk`."""

    def bring_a_list(self) -> None:
        """A list with people who are there, people who are not, opt-outs and blanks; now and then an old list."""
        if self.lists and self.random.random() < 0.25:
            path = self.random.choice(self.lists)
        else:
            self.count += 1
            rows = [self._person() for _ in range(self.random.randint(1, 7))]
            path = self.desk.list(f"list{self.count}.csv", rows, self.headers)
            self.lists.append(path)
        how = self.random.choice((("--gathered", "raised-hand form"), ("--gathered", "event"), ()))
        campaign = ("--campaign", "Swap") if self.random.random() < 0.3 else ()
        self.command("import", path, *how, *campaign, *self.update())

    def update(self) -> tuple[str, ...]:
        """How a list may change people who are known: as is usual."""
        return ()

    def _person(self) -> tuple[str, ...]:
        """A row of a list by one of twelve people."""
        some, k = self.random, self.random.randint(1, 12)
        blank = lambda text, share=0.15: "" if some.random() < share else text  # noqa: E731
        return (
            blank(f"Ann{k}"), f"Berg{k}", blank(f"Clinic {k}"), blank(f"ann{k}@clinic{k}.example", 0.2),
            blank(f"+1 415 555 {100 + k:04d}", 0.3),
            blank(some.choice(("It fails twice a week.", "Two more rooms.")), 0.4),
            some.choice(("", "Yes, please call me", "Please send a brochure")),
            some.choice(("2026-11-20", "2026-10-02", "2024-01-05", "")), some.choice(("XX-200", "YY-9", "")),
            "Yes" if some.random() < 0.06 else "",
        )  # fmt: skip

    # ---------------------------------------------------------------- people

    def type_somewhere(self) -> None:
        """A person types into a cell that people may fill."""
        table = schema.table(self.random.choice(WATCHED))
        rows = self.tables()[table.key]
        if not rows:
            return
        at = self.random.randrange(len(rows))
        column = table.column(self.random.choice(HAND[table.key]))
        value = self._value(column.key)
        if value is None and (column.key == "rep" or rows[at][column.key] in ("", None)):
            return
        self.trail.append(f"type {table.key} {rows[at][table.keys[0]]} {column.key} = {value}")
        self.desk.type(table.key, at, **{column.key: value})
        place = (table.key, _key(table, rows[at]), column.key)
        self.typed[place] = frames.to_frame(table, PackageBook(self.desk.book.read_bytes()).read(table.name))[0][
            column.key
        ].iloc[at]
        if column.key == "let_through":  # the other sheet shows the same cell; the last one written wins
            other = "not_leads" if table.key == "inquiries" else "inquiries"
            self.typed.pop((other, place[1], column.key), None)

    def _value(self, column: str) -> Any:
        """Something to type into a column; now and then nothing."""
        some = self.random
        self.count += 1
        if some.random() < 0.1:
            return None
        fixed: dict[str, tuple[Any, ...]] = {
            "rep": ("Dana Vale", "Luis Ortega", "Mei Tan"), "reason": ("price", "timing"),
            "outcome": ("Accepted", "Meeting set", "Not yet", "Sold", "Lost", "No answer 1"),
            "decision": ("Use it", "Suggestion", "Keep as is", "Not a lead"), "active": ("Yes", "No"),
            "territory": ("US", "US-CA", "DE 8*"), "languages": ("English",), "close_rate": (0.2, 0.4),
            "do_not_contact": ("Yes",), "product": ("XX-200", "YY-9"), "let_through": (f"AB{self.count}",),
            "phone": (f"+1 212 555 {self.count % 10000:04d}",), "email": (f"hand{self.count}@typed.example",),
            "correct": (f"+1 646 555 {self.count % 10000:04d}", f"hand{self.count}@typed.example", "please call me"),
        }  # fmt: skip
        if column in fixed:
            return some.choice(fixed[column])
        if column in ("next_date", "review_on", "deadline", "by"):
            return DAY + dt.timedelta(days=self.count)
        if column in ("amount", "quota", "booked", "pipeline", "capacity_week"):
            return 1000 + self.count
        return f"by hand {self.count}"

    def type_into_a_column_of_leadbook(self) -> None:
        """Somebody types where Leadbook writes: the next run puts it back and must not stumble over it."""
        key, column = self.random.choice((
            ("inquiries", "why"), ("inquiries", "verdict"), ("inquiries", "score"), ("leads", "status"),
            ("leads", "why_rep"), ("not_leads", "reason"), ("fix", "wrong"), ("campaigns", "status"),
        ))  # fmt: skip
        rows = self.tables()[key]
        if rows:
            self.trail.append(f"type {key} {column}")
            self.desk.type(key, self.random.randrange(len(rows)), **{column: 77 if column == "score" else "typed"})

    def sort_rows(self) -> None:
        """A person sorts a sheet."""
        key = self.random.choice(("inquiries", "leads", "not_leads", "fix", "answers", "quotas"))
        self._reorder(key, lambda order: self.random.shuffle(order))

    def delete_a_row(self) -> None:
        """A person deletes a row of a sheet."""
        key = self.random.choice(("leads", "not_leads", "fix", "inquiries", "quotas"))
        rows = self.tables()[key]
        if rows:
            at = self.random.randrange(len(rows))
            gone = _key(schema.table(key), rows[at])
            self._reorder(key, lambda order: order.remove(at))
            self.typed = {place: v for place, v in self.typed.items() if place[:2] != (key, gone)}

    def _reorder(self, key: str, change: Callable[[list[int]], Any]) -> None:
        """Rows in another order, or fewer; with all they hold."""
        table = schema.table(key)
        here = PackageBook(self.desk.book.read_bytes())
        order = list(range(len(here.read(table.name).rows)))
        if order:
            change(order)
            self.trail.append(f"rows of {key}: {order}")
            here.write(table.name, Grid(table.headers, [(KEEP,) * len(table.headers)] * len(order), order))
            self.desk.book.write_bytes(here.save())

    def save_with_another_program(self) -> None:
        """Opened and saved by openpyxl, which writes the file in its own way."""
        self.trail.append("openpyxl")
        before = self.tables()
        openpyxl.load_workbook(self.desk.book).save(self.desk.book)
        assert _plain(self.tables()) == _plain(before)

    # ---------------------------------------------------------------- undo

    def undo_the_last(self) -> None:
        self._undo()

    def undo_any(self) -> None:
        if self.made:
            self._undo(self.random.choice(sorted(self.made)))

    def _undo(self, run: int | None = None) -> None:
        """Take a run back: what a person typed stays, and only the rows of that run may go."""
        if not any(True for _ in self.made):
            return
        self.trail.append(f"undo {run or ''}")
        before = self.tables()
        out, err = io.StringIO(), io.StringIO()
        words = ["undo", str(self.desk.book), *([str(run)] if run else []), "--json", "--quiet", "--today", str(DAY)]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
        if code == 3:
            assert json.loads(out.getvalue())["error"]["code"] == "LB-U-RUN", (self.trail, err.getvalue())
            return
        assert code == 0, (self.trail, err.getvalue())
        said = json.loads(out.getvalue())
        after = self.tables()
        self.after_undo(said, before, after)
        gone = {row["lead_id"] for row in before["inquiries"]} - {row["lead_id"] for row in after["inquiries"]}
        assert gone <= self.made.get(said["counts"]["undone"], set()), (self.trail, gone)
        self._typed_in(after)
        assert self._opted(before) <= self._opted(after), (self.trail, "an opt-out was lifted")

    def after_undo(self, said: dict[str, Any], before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """What else must hold after an undo; see `LongWalk`."""

    # ---------------------------------------------------------------- what must hold

    def _opted(self, tables: dict[str, list[Row]]) -> set[str]:
        return {row["lead_id"] for row in tables["inquiries"] if row["do_not_contact"] == "Yes"}

    def _answers_taken(self, name: str, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """A check takes what stands on To fix into Inquiries: that value is the person's last word then."""
        table = schema.table("fix")
        still = {_key(table, row) for row in after["fix"]}
        for row in before["fix"]:
            key = _key(table, row)
            if (row["correct"] or row["decision"]) and key not in still:
                taken = name in ("check", "run") or row["decision"] == "Keep as is"
                assert taken, (self.trail, "an answer was lost", key)
                self.typed = {p: v for p, v in self.typed.items() if p[:2] != ("fix", key)}
                inquiry = (row["lead_id"],)
                self.typed = {p: v for p, v in self.typed.items() if p[:2] != ("inquiries", inquiry)}
                self.typed = {p: v for p, v in self.typed.items() if p[:2] != ("not_leads", inquiry)}

    def _nothing_overwritten(self, name: str, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """What stands in a column of people or intake stays; what a person typed stays, also in one of both."""
        self._typed_in(after)
        answered = {row["lead_id"] for row in before["fix"] if row["correct"] or row["decision"]} | self.joined()[1]
        for key in WATCHED:
            table = schema.table(key)
            then = {_key(table, row): row for row in before[key]}
            for row in after[key]:
                old = then.get(_key(table, row))
                for column in table.columns if old else ():
                    was, now = old[column.key], row[column.key]
                    if _same(was, now) or column.filled_by in (FilledBy.LEADBOOK, FilledBy.BOTH):
                        continue
                    filled = column.filled_by is FilledBy.INTAKE and _blank(was) and name in ("import", "run")
                    stop = column.key == "do_not_contact" and now == "Yes"
                    taken = name in ("check", "run") and key == "inquiries" and {row["lead_id"], ""} & answered
                    filled = filled or (name == "import" and column.key in self.overwriting)
                    assert filled or stop or taken, (self.trail, key, column.key, was, now)

    def _typed_in(self, after: dict[str, list[Row]]) -> None:
        """Every value that a person typed is there while its row is."""
        rows = {(key, _key(schema.table(key), row)): row for key in WATCHED for row in after[key]}
        for (key, name, column), value in self.typed.items():
            row = rows.get((key, name))
            if row is None:
                assert key in ("leads", "not_leads", "fix"), (self.trail, "a row typed into is gone", key, name)
                continue
            stop = column == "do_not_contact" and row[column] == "Yes"
            assert stop or _same(row[column], value), (self.trail, key, name, column, value, row[column])

    def _nobody_lost(self, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """Every inquiry stays one, IDs are unique, and an ID never means somebody else."""
        ids = [row["lead_id"] for row in after["inquiries"]]
        assert len(set(ids)) == len(ids), self.trail
        old = {row["lead_id"] for row in before["inquiries"]}
        joined = self.joined()[0]
        assert old - joined <= set(ids), (self.trail, "inquiries are gone", old - set(ids))
        for row in after["inquiries"]:
            if row["lead_id"] not in old:
                who = row["last_name"]
                assert self.owner.setdefault(row["lead_id"], who) == who, (self.trail, "an ID was given again")

    def joined(self) -> tuple[set[str], set[str]]:
        """IDs that somebody made part of another one, and the ones they became part of, as Events tells."""
        table = schema.table("events")
        rows = frames.to_frame(table, PackageBook(self.desk.book.read_bytes()).read(table.name))[0].to_dict("records")
        pairs = {(r["before"], r["lead_id"]) for r in rows if (r["event"], r["after"]) == ("Merged", SAME_PERSON)}
        return {one for one, _ in pairs}, {other for _, other in pairs}

    def _judged(self, after: dict[str, list[Row]]) -> None:
        """Every inquiry has a verdict and a sentence; nobody is called who must not be."""
        verdicts = {}
        for row in after["inquiries"]:
            assert row["verdict"], self.trail
            assert row["why"].endswith("."), (self.trail, row["why"])
            verdicts[row["lead_id"]] = row["verdict"]
            assert row["do_not_contact"] != "Yes" or row["verdict"] == "Suppressed", self.trail
        for lead in after["leads"]:
            known = verdicts.get(lead["lead_id"])
            assert known == "Qualified" or lead["status"] == "Closed", (self.trail, lead["lead_id"], lead["status"])

    def _rows_add_up(self, said: dict[str, Any], before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """Rows of the list = new + merged + left out, and the sheet grew by the new ones."""
        (file,) = said["files"]
        assert file["input_rows"] == file["imported"] + file["merged"] + file["rejected"]
        assert len(after["inquiries"]) - len(before["inquiries"]) == file["imported"], self.trail


def _key(table: Any, row: Row) -> tuple[Any, ...]:
    """The row key, with NaN and NaT as None so that it compares."""
    return tuple(None if _blank(row[key]) else row[key] for key in table.row_key)


def _blank(value: Any) -> bool:
    return value in ("", None) or value != value


def _same(one: Any, other: Any) -> bool:
    if _blank(one) or _blank(other):
        return _blank(one) and _blank(other)
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other)
    return bool(one == other)


def _plain(tables: dict[str, list[Row]]) -> list[Any]:
    """The values, blanks alike; without formula columns, whose results another program leaves out."""
    live = {(key, column.key) for key in tables for column in schema.table(key).columns if column.formula}
    return [
        [key, [[None if _blank(value) else value for name, value in row.items() if (key, name) not in live]
               for row in rows]]
        for key, rows in tables.items()
    ]  # fmt: skip
