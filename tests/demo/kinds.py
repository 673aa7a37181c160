"""Kinds of expectations about the demo; each reads like a sentence and checks itself against what was made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """What the demo made: tables by key, the texts of each sheet, and what the command said as JSON."""

    tables: dict[str, pd.DataFrame] = field(repr=False)
    texts: dict[str, list[str]] = field(repr=False)
    said: dict[str, Any] = field(repr=False)

    def rows(self, key: str) -> list[Row]:
        """A table as rows."""
        return self.tables[key].to_dict("records")

    def people(self, who: str) -> list[Row]:
        """Inquiries of somebody, by name or by e-mail."""
        if "@" in who:
            return [row for row in self.rows("inquiries") if who in (row["email"], row["email2"])]
        return [row for row in self.rows("inquiries") if f"{row['first_name']} {row['last_name']}".strip() == who]

    def one(self, who: str) -> Row:
        """The only inquiry of somebody."""
        found = self.people(who)
        assert len(found) == 1, f"{who} stands {len(found)} times"
        return found[0]

    def lead(self, who: str) -> Row:
        """Somebody's row on Leads."""
        key = self.one(who)["lead_id"]
        found = [row for row in self.rows("leads") if row["lead_id"] == key]
        assert len(found) == 1, f"{who} stands {len(found)} times on Leads; verdict: {self.one(who)['why']}"
        return found[0]

    def asked(self, who: str) -> list[Row]:
        """Somebody's rows on To fix."""
        keys = {row["lead_id"] for row in self.people(who)}
        return [row for row in self.rows("fix") if row["lead_id"] in keys]


def says(text: object, gist: str) -> bool:
    """Whether a text says something, given as a pattern; case does not matter."""
    return re.search(gist, str(text), re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody is a lead, and the evidence is what they said."""

    who: str
    said: str

    def __str__(self) -> str:
        return f"{self.who} is a lead, having said “{self.said}”"

    def holds(self, world: World) -> None:
        """Compare."""
        row = world.one(self.who)
        assert row["verdict"] == "Qualified", row["why"]
        assert says(row["raised_hand"], re.escape(self.said)), row["raised_hand"]
        assert says(world.lead(self.who)["how_got_name"], r"\d")


@dataclass(frozen=True, slots=True)
class NoLead:
    """Somebody is not a lead, with the gist of the reason."""

    who: str
    because: str

    def __str__(self) -> str:
        return f"{self.who} is not a lead because of {self.because}"

    def holds(self, world: World) -> None:
        """Compare."""
        row = world.one(self.who)
        assert row["verdict"] == "Not a lead", row["why"]
        assert says(row["why"], self.because), row["why"]
        assert [one for one in world.rows("not_leads") if one["lead_id"] == row["lead_id"]]


@dataclass(frozen=True, slots=True)
class OneAnswerAway:
    """Somebody is one answer away from being a lead, and is asked it."""

    who: str
    question: str
    suggestion: str = ""

    def __str__(self) -> str:
        return f"{self.who} is one answer away and is asked for {self.question}"

    def holds(self, world: World) -> None:
        """Compare."""
        row = world.one(self.who)
        assert row["verdict"] == "Needs info", (row["verdict"], row["why"])
        assert says(row["ask_next"], self.question), row["ask_next"]
        if self.suggestion:
            assert self.suggestion in {one["suggestion"] for one in world.asked(self.who)}


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody is suppressed, with the gist of the reason, and stands on no list of leads."""

    who: str
    because: str

    def __str__(self) -> str:
        return f"{self.who} is suppressed because of {self.because}"

    def holds(self, world: World) -> None:
        """Compare."""
        row = world.one(self.who)
        assert row["verdict"] == "Suppressed", (row["verdict"], row["why"])
        assert says(row["why"], self.because), row["why"]
        assert row["lead_id"] not in set(world.tables["leads"]["lead_id"])


@dataclass(frozen=True, slots=True)
class NeverHandedOut:
    """Somebody must not be called on what we know, whatever the reason is called."""

    who: str
    because: str

    def __str__(self) -> str:
        return f"{self.who} is never handed out: {self.because}"

    def holds(self, world: World) -> None:
        """Compare."""
        assert world.one(self.who)["verdict"] != "Qualified", world.one(self.who)["why"]


@dataclass(frozen=True, slots=True)
class OnePerson:
    """Rows about one person became one inquiry that knows all of it."""

    who: str
    knows: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.who} stands once"

    def holds(self, world: World) -> None:
        """Compare."""
        row = world.one(self.who)
        for key, gist in self.knows.items():
            assert says(row[key], gist), (key, row[key])


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Two inquiries that may be one person: the later is a Duplicate until somebody says, and is asked about."""

    later: str
    earlier: str

    def __str__(self) -> str:
        return f"{self.later} may be {self.earlier}: asked, not merged"

    def holds(self, world: World) -> None:
        """Compare."""
        later, earlier = world.one(self.later), world.one(self.earlier)
        assert later["verdict"] == "Duplicate", (later["verdict"], later["why"])
        assert earlier["verdict"] != "Duplicate", earlier["why"]
        asked = [row for row in world.asked(self.later) if row["kind"].startswith("duplicate")]
        assert len(asked) == 1
        assert earlier["lead_id"] in " ".join(str(value) for value in asked[0].values())


@dataclass(frozen=True, slots=True)
class Reads:
    """A value of somebody's inquiry, as it must read after cleaning."""

    who: str
    column: str
    value: str

    def __str__(self) -> str:
        return f"{self.column} of {self.who} reads {self.value or 'blank'}"

    def holds(self, world: World) -> None:
        """Compare."""
        found = world.one(self.who)[self.column]
        assert ("" if pd.isna(found) else str(found)) == self.value


@dataclass(frozen=True, slots=True)
class Given:
    """A lead went to a rep, with the gist of the reason."""

    who: str
    rep: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.who} goes to {self.rep}"

    def holds(self, world: World) -> None:
        """Compare."""
        lead = world.lead(self.who)
        assert lead["rep"] == self.rep, lead["why_rep"]
        assert says(lead["why_rep"], self.why), lead["why_rep"]


@dataclass(frozen=True, slots=True)
class Waits:
    """A lead waits, with the gist of the reason."""

    who: str
    because: str

    def __str__(self) -> str:
        return f"{self.who} waits: {self.because}"

    def holds(self, world: World) -> None:
        """Compare."""
        lead = world.lead(self.who)
        assert (lead["status"], lead["rep"]) == ("Waiting", ""), lead["why_rep"]
        assert says(lead["why_rep"], self.because), lead["why_rep"]


@dataclass(frozen=True, slots=True)
class List:
    """Rows of a list: new people, more about people who were there, and rows left out by reason."""

    file: str
    rows: int
    new: int
    merged: int
    left_out: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.left_out.items())
        return f"{self.file}: {self.rows} rows, {self.new} new, {self.merged} merged, left out {reasons or 'none'}"

    def holds(self, world: World) -> None:
        """Compare."""
        file = next(one for one in world.said["files"] if one["file"] == self.file)
        reasons = [one["reason"] for one in file["rejects"]]
        assert (file["input_rows"], file["imported"], file["merged"]) == (self.rows, self.new, self.merged)
        assert {reason: reasons.count(reason) for reason in reasons} == self.left_out


@dataclass(frozen=True, slots=True)
class OnlyLeadsOf:
    """The leads that came in with one list and stood in no earlier one; nobody else of it is a lead."""

    file: str
    who: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file} alone brought {len(self.who)} leads" + (f": {', '.join(self.who)}" if self.who else "")

    def holds(self, world: World) -> None:
        """Compare."""
        events = world.tables["events"].query("event == 'Imported'")
        new = set(events.loc[events["after"] == self.file, "lead_id"])
        assert new or self.file == "unsubscribed.csv"
        found = {
            f"{row['first_name']} {row['last_name']}"
            for row in world.rows("inquiries")
            if row["lead_id"] in new and row["verdict"] == "Qualified"
        }
        assert found == set(self.who)


@dataclass(frozen=True, slots=True)
class Page:
    """A briefing page says something."""

    campaign: str
    gist: str

    def __str__(self) -> str:
        return f"the page of {self.campaign} says “{self.gist}”"

    def holds(self, world: World) -> None:
        """Compare."""
        texts = world.texts[f"Brief - {self.campaign}"]
        assert any(says(text, self.gist) for text in texts), texts


@dataclass(frozen=True, slots=True)
class Table:
    """A row of a table, found by some of its values, holds others."""

    key: str
    where: dict[str, str]
    holding: dict[str, object]

    def __str__(self) -> str:
        return f"{self.key} of {' '.join(self.where.values())} holds {self.holding}"

    def holds(self, world: World) -> None:
        """Compare; a text is a pattern, anything else must be equal."""
        rows = [row for row in world.rows(self.key) if all(row[key] == value for key, value in self.where.items())]
        assert len(rows) == 1, rows
        for key, value in self.holding.items():
            same = says(rows[0][key], value) if isinstance(value, str) else rows[0][key] == value
            assert same, (key, rows[0][key])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet says something somewhere."""

    name: str
    gist: str

    def __str__(self) -> str:
        return f"{self.name} says “{self.gist}”"

    def holds(self, world: World) -> None:
        """Compare."""
        assert any(says(text, self.gist) for text in world.texts[self.name]), world.texts[self.name][:80]


@dataclass(frozen=True, slots=True)
class Adds:
    """What stands together adds up: received = leads + one answer away + not leads (+ those asked about)."""

    what: str = "inquiries"

    def __str__(self) -> str:
        return f"the {self.what} of the headline add up to those in the book"

    def holds(self, world: World) -> None:
        """Compare."""
        counts = world.said["counts"]
        verdicts = world.tables["inquiries"]["verdict"].value_counts()
        assert counts["leads"] == verdicts["Qualified"] == len(world.tables["leads"])
        assert counts["needs_info"] == verdicts["Needs info"]
        assert len(world.tables["not_leads"]) == verdicts[["Not a lead", "Suppressed", "Duplicate"]].sum()
        assert sum(file["imported"] for file in world.said["files"]) == verdicts.sum()
