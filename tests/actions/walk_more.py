"""A longer walk: answers of every kind, ways to update, outcomes, lists of people to leave alone, sheets with columns
of the team; and what must then stand on Start, Cover and Leads."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

from leadbook.books.package import PackageBook
from leadbook.fronts.cli import main
from leadbook.model import KEEP, Grid
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.stages.calculated import calculated
from tests.actions.walk import DAY, LIST_HEADERS, Row, Walk, _key, _same

MORE = ("suppression", "cover", "report")
TEAM = ("inquiries", "leads", "not_leads", "fix")
LIVE = ("Waiting", "New", "Open", "Not yet")
REPS = ("Dana Vale", "Luis Ortega", "Mei Tan")


class LongWalk(Walk):
    """A walk with everything a team does in a month."""

    headers = (*LIST_HEADERS, "Job title", "Where you work")

    def __init__(self, folder: Any, seed: int) -> None:
        self.notes: dict[tuple[str, tuple[Any, ...]], str] = {}
        super().__init__(folder, seed)

    def actions(self) -> list[tuple[int, Callable[[], None]]]:
        """See `Walk.actions`."""
        return [
            *super().actions(), (6, self.answer), (4, self.tell_an_outcome), (2, self.pick_a_rep),
            (2, self.leave_people_alone), (2, self.ask_why), (1, self.flag_a_list), (2, self.add_a_column),
            (2, self.there_and_back), (1, lambda: self.command("run", self._some_list())),
        ]  # fmt: skip

    def tables(self) -> dict[str, list[Row]]:
        """See `Walk.tables`."""
        here = PackageBook(self.desk.book.read_bytes())
        more = {}
        for key in MORE:
            table = schema.table(key)
            frame = frames.to_frame(table, here.read(table.name))[0]
            more[key] = calculated(key, frame).to_dict("records")  # other programs save no results of formulas
        return super().tables() | more

    # ---------------------------------------------------------------- lists

    def _some_list(self) -> Any:
        self.count += 1
        path = self.desk.list(f"list{self.count}.csv", [self._person() for _ in range(4)], self.headers)
        self.lists.append(path)
        return path

    def _person(self) -> tuple[str, ...]:
        """Somebody with a second address, dates that read both ways, numbers without a country, broken addresses."""
        first, last, company, email, phone, *rest = super()._person()
        some, k = self.random, last.removeprefix("Berg")
        email = some.choices((email, f"ann{k}@home{k}.example", f"ann{k}@clinic{k},example"), (7, 2, 1))[0]
        phone = some.choices((phone, f"(415) 555-01{int(k):02d}", "0171 555 01"), (7, 2, 1))[0]
        rest[2] = some.choices((rest[2], "03/04/2026", "13/04/2026"), (6, 2, 1))[0]
        work = "" if company else some.choice(("", f"Clinic {k}"))
        return (first, last, company, email, phone, *rest, some.choice(("", "Owner", "Buyer")), work)

    def update(self) -> tuple[str, ...]:
        """See `Walk.update`."""
        how = self.random.choice(("", "", "", "only", "new", "blanks", "fields=phone,job_title", "fields=need"))
        self.overwriting = {"phone", "job_title", "need", "phone_type"} if how.startswith("fields") else set()
        return ("--update", how) if how else ()

    def leave_people_alone(self) -> None:
        """A list of people who unsubscribed."""
        self.count += 1
        who = [self.random.randint(1, 12) for _ in range(2)]
        rows = [(f"ann{k}@clinic{k}.example", f"Ann{k}", "2026-11-02 10:00:00") for k in who]
        path = self.desk.list(f"unsubscribed{self.count}.csv", rows, ("Email Address", "First Name", "UNSUB_TIME"))
        self.command("import", path)

    # ---------------------------------------------------------------- people

    def _typed(self, key: str, at: int, **values: Any) -> None:
        """Type into a row, and remember it."""
        table = schema.table(key)
        row = self.tables()[key][at]
        self.trail.append(f"type {key} {row[table.keys[0]]} {values}")
        self.desk.type(key, at, **values)
        now = self.tables()[key][at]
        self.typed |= {(key, _key(table, row), column): now[column] for column in values}

    def answer(self) -> None:
        """A person answers a question on To fix in one of the ways on offer, now and then in a wrong one."""
        rows, some = self.tables()["fix"], self.random
        if not rows:
            return
        at = some.randrange(len(rows))
        kind = rows[at]["kind"]
        if kind == "duplicate?":
            said = some.choice(("Same person", "Same person", "Different", "Not a lead"))
            values: dict[str, Any] = {"decision": said}
        elif kind == "date order":
            values = some.choice(({"correct": "day first"}, {"correct": "month first"}, {"decision": "Keep as is"}))
        elif kind == "column":
            values = some.choice(({"decision": "Suggestion"}, {"correct": "company"}, {"decision": "Keep as is"}))
        elif rows[at]["lead_id"] == "":
            values = some.choice(({"correct": "US"}, {"decision": "Suggestion"}, {"decision": "Keep as is"}))
        else:
            values = {"decision": some.choice(("Suggestion", "Keep as is", "Use it", "Different", "Not a lead"))}
        self._typed("fix", at, **values)

    def tell_an_outcome(self) -> None:
        """A rep's word on a lead."""
        rows, some = self.tables()["leads"], self.random
        if rows:
            self._typed("leads", some.randrange(len(rows)), **some.choice((
                {"outcome": "Sold", "amount": 9000}, {"outcome": "Sold"}, {"outcome": "Returned", "reason": "not mine"},
                {"outcome": "Not yet", "next_date": DAY + dt.timedelta(days=40)}, {"outcome": "Lost"},
                {"outcome": "Returned", "reason": "do not contact"},
            )))  # fmt: skip

    def pick_a_rep(self) -> None:
        """A manager gives a lead to somebody, and leads are shared."""
        rows = self.tables()["leads"]
        if rows:
            at = self.random.randrange(len(rows))
            self._typed("leads", at, rep=self.random.choice(REPS))
            self.command("allocate", *self.random.choice(((), ("--rebalance",))))

    def ask_why(self) -> None:
        """Somebody asks about an inquiry: nothing is written."""
        rows = self.tables()["inquiries"]
        if rows:
            data, who = self.desk.book.read_bytes(), self.random.choice(rows)["lead_id"]
            self.trail.append(f"why {who}")
            assert self.call("why", who)["notes"], self.trail
            assert self.desk.book.read_bytes() == data, (self.trail, "why wrote something")

    def flag_a_list(self) -> None:
        """A list is judged without the workbook."""
        path, data = self._some_list(), self.desk.book.read_bytes()
        out = path.with_suffix(".flagged.xlsx")
        out.unlink(missing_ok=True)
        self.trail.append(f"flag {path.name}")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            assert main(["flag", str(path), "-o", str(out), "--json", "--quiet", "--today", str(DAY)]) == 0, self.trail
        assert json.loads(said.getvalue())["action"] == "flag"
        assert out.exists()
        assert self.desk.book.read_bytes() == data

    def add_a_column(self) -> None:
        """The team adds a column to a sheet and writes a note into each row."""
        table = schema.table(self.random.choice(TEAM))
        here = PackageBook(self.desk.book.read_bytes())
        if "Our note" not in here.read(table.name).headers:
            here.add_column(table.name, "Our note")
        rows = frames.to_frame(table, here.read(table.name))[0].to_dict("records")
        if not rows:
            return
        self.trail.append(f"a column for {table.key}")
        self.count += 1
        texts = [f"note {self.count} on {_key(table, row)}" for row in rows]
        here.write(table.name, Grid(("Our note",), [(text,) for text in texts]))
        self.desk.book.write_bytes(here.save())
        self.notes |= {(table.key, _key(table, row)): text for row, text in zip(rows, texts, strict=True)}

    def _reorder(self, key: str, change: Callable[[list[int]], Any]) -> None:
        super()._reorder(key, change)
        table = schema.table(key)
        there = {_key(table, row) for row in self.tables()[key]}
        self.notes = {place: text for place, text in self.notes.items() if place[0] != key or place[1] in there}

    # ---------------------------------------------------------------- commands

    def there_and_back(self) -> None:
        """Several commands, each taken back, the last one first: the same bytes as before."""
        data, opted = self.desk.book.read_bytes(), self._opted(self.tables())
        count = 0
        for name in self.random.sample(("check", "allocate", "brief", "report"), 3):
            self.trail.append(f"{name} (to take back)")
            count += self.call(name)["changed"]
        if count and self._opted(self.tables()) == opted:
            for _ in range(count):
                self.call("undo")
            assert self.desk.book.read_bytes() == data, (self.trail, "there and back left other bytes")

    # ---------------------------------------------------------------- what must hold

    def _opted(self, tables: dict[str, list[Row]]) -> set[str]:
        return super()._opted(tables) | {f"{row['what']} {row['value']}" for row in tables["suppression"]}

    def whole(self) -> None:
        """Start counts what stands on the sheets, formulas show what they would calculate, notes follow their rows."""
        tables = self.tables()
        self._counted(tables)
        self._results()
        self._noted()

    def after_undo(self, said: dict[str, Any], before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        """See `Walk.after_undo`; the exact bytes from before a run may be from before somebody typed."""
        self._noted()
        if "exactly" not in said["notes"][0]:
            assert self._unsafe(after) <= self._unsafe(before), (self.trail, "stopped, and a lead again")
            self._counted(after)
            self._results()

    def _counted(self, tables: dict[str, list[Row]]) -> None:
        """The five numbers of Start, and the leads given on Cover."""
        verdicts = [row["verdict"] for row in tables["inquiries"]]
        meant = {
            "received": len([one for one in verdicts if one]), "leads": verdicts.count("Qualified"),
            "away": verdicts.count("Needs info"),
            "not_leads": sum(verdicts.count(one) for one in ("Not a lead", "Suppressed", "Duplicate")),
            "uncalled": [row["status"] for row in tables["leads"]].count("New"),
        }  # fmt: skip
        here = PackageBook(self.desk.book.read_bytes())
        found = here.values("Start", [f"lb_start_{name}" for name in meant])
        assert found == {f"lb_start_{name}": count for name, count in meant.items()}, (self.trail, meant)
        given = sum(row["given"] for row in tables["cover"] if row["given"] == row["given"])
        assert here.values("Cover", ["lb_cover_total_given"]) == {"lb_cover_total_given": given}, self.trail

    def _results(self) -> None:
        """The stored results of formulas are what the formulas calculate."""
        here = PackageBook(self.desk.book.read_bytes())
        for key in ("cover", "report"):
            frame = frames.to_frame(schema.table(key), here.read(schema.table(key).name))[0]
            for stored, fresh in zip(frame.to_dict("records"), calculated(key, frame).to_dict("records"), strict=True):
                wrong = {name for name in stored if not _same(stored[name], fresh[name])}
                assert not wrong, (self.trail, key, wrong)

    def _noted(self) -> None:
        """A note of the team stands in the row for which it was written, as long as that row is there."""
        here = PackageBook(self.desk.book.read_bytes())
        for key in TEAM:
            table = schema.table(key)
            grid = here.read(table.name)
            if "Our note" in grid.headers:
                column = grid.headers.index("Our note")
                for row, cells in zip(frames.to_frame(table, grid)[0].to_dict("records"), grid.rows, strict=True):
                    meant, found = self.notes.get((key, _key(table, row))), cells[column]
                    assert found in (None, KEEP) or found == meant, (self.trail, key, found, meant)

    def _unsafe(self, tables: dict[str, list[Row]]) -> set[str]:
        """IDs of people who asked to be left alone and are leads somebody could call."""
        live = {row["lead_id"] for row in tables["leads"] if row["status"] in LIVE}
        stopped = {row["value"] for row in tables["suppression"] if row["what"] == "e-mail"}
        return live & {
            row["lead_id"] for row in tables["inquiries"]
            if row["do_not_contact"] == "Yes" or row["email"] in stopped
        }  # fmt: skip

    def _judged(self, after: dict[str, list[Row]]) -> None:
        super()._judged(after)
        assert not self._unsafe(after), (self.trail, "stopped, and a lead still")
        for lead in after["leads"]:
            assert lead["why_rep"] or lead["status"] in ("Closed", "Waiting"), (self.trail, lead["lead_id"])
            typed = self.typed.get(("leads", (lead["lead_id"],), "rep"))
            if typed and lead["status"] != "Closed":
                assert lead["rep"] == typed, (self.trail, lead["lead_id"])
