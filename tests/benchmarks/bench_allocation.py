"""What a hand-out by Leadbook is worth beside the rules of other systems, on the same months.

Run by hand: `python -m tests.benchmarks.bench_allocation [FOLDER]`. Months are invented: sixty of each kind. With a
folder that holds the tables of a CRM (accounts.csv, products.csv, sales_pipeline.csv, sales_teams.csv), the months in
them as well. Medians first; then, for each rule and column, in how many months Leadbook does worse, why, and by
how much.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from pathlib import Path

from tests.benchmarks.crm_months import Tables
from tests.benchmarks.months import BY_REP, COLUMNS, KINDS, MORE_IS_BETTER, by_leadbook, invented, measures
from tests.benchmarks.peer_rules import RULES

MONTHS = 60
RULES_OF_ALL = {**RULES, "Leadbook": by_leadbook}
SHORT = {"placed": "placed", "score placed": "score", "worst share": "worst share", "spread": "spread",
         "quality spread": "quality", "worst rep": "worst rep", "rep spread": "rep spread",
         "rep quality spread": "rep quality", "unevenness": "uneven",
         "quality unevenness": "qual. uneven", "wrong product": "wrong prod.",
         "over capacity": "over cap.", "money": "money", "money to quota": "to quota"}  # fmt: skip
TRADED = tuple(column for column in COLUMNS if column not in ("wrong product", "over capacity"))


def figures(months):
    """Rule → figures of each month."""
    return {name: [measures(month, rule(month)) for month in months] for name, rule in RULES_OF_ALL.items()}


def less_good(column, ours, theirs):
    """By how much ours is worse than theirs; 0 when it is not."""
    gap = theirs[column] - ours[column] if column in MORE_IS_BETTER else ours[column] - theirs[column]
    return gap if gap > 1e-9 else 0.0


REASONS = {
    "r": "the other rule broke a hard rule that month: a product or place not the rep's, or more than their room",
    "f": "the other rule placed fewer leads or worse ones, the aim above all sharing; fewer leads lie closer together",
    "e": "the other rule is less even by quota (rep and product): it evens out a rep's total over all products, or"
         " sends leads where they bring most money, and quotas on single products go short",
    "=": "both are equally even by quota: a tie that the aims leave open",
}  # fmt: skip


def why(ours, theirs):
    """A key of REASONS: what the other rule gives up in this month."""
    if theirs["wrong product"] + theirs["over capacity"] > 0:
        return "r"
    if less_good("score placed", theirs, ours) or less_good("placed", theirs, ours):
        return "f"
    return "e" if less_good("unevenness", theirs, ours) else "="


def tell(column, number):
    """A figure as text."""
    if column in ("worst share", "spread", "quality spread", "quality unevenness", *BY_REP):
        return f"{number:.3f}"
    return f"{number:,.0f}" if number == int(number) or number > 1000 else f"{number:,.1f}"


def show(title, months):
    """Print the medians of a lot of months, then where Leadbook does worse."""
    found = figures(months)
    width = max(map(len, RULES_OF_ALL)) + 1
    print(f"\n{title}: {len(months)} months, medians")
    print(" " * width + "".join(f"{SHORT[column]:>13}" for column in COLUMNS))
    for name, rows in found.items():
        middle = {column: statistics.median(row[column] for row in rows) for column in COLUMNS}
        print(f"{name:<{width}}" + "".join(f"{tell(column, middle[column]):>13}" for column in COLUMNS))
    print("Months in which Leadbook does worse, by reason (see below), and the median loss in these")
    print(" " * width + "".join(f"{SHORT[column]:>20}" for column in TRADED))
    for name in RULES:
        cells = (losses(column, found["Leadbook"], found[name]) for column in TRADED)
        print(f"{name:<{width}}" + "".join(f"{cell:>20}" for cell in cells))
    never = [column for column in COLUMNS if not any(
        less_good(column, ours, theirs) and why(ours, theirs) != "r"
        for name in RULES for ours, theirs in zip(found["Leadbook"], found[name], strict=True)
    )]  # fmt: skip
    print(f"Never worse than a rule that keeps the hard rules: {', '.join(never)}.")


def losses(column, ours, theirs):
    """“4r 2e 0.012”, or a dash."""
    gaps = [(less_good(column, *pair), why(*pair)) for pair in zip(ours, theirs, strict=True)]
    lost = [gap for gap, _ in gaps if gap]
    if not lost:
        return "–"
    reasons = Counter(reason for gap, reason in gaps if gap)
    said = " ".join(f"{reasons[reason]}{reason}" for reason in REASONS if reasons[reason])
    return f"{said}  {tell(column, statistics.median(lost))}"


def main(folder: Path | None) -> None:
    """Print every kind of month."""
    for kind in KINDS:
        show(f"Invented, {kind}", [invented(seed, kind) for seed in range(MONTHS)])
    if folder is not None:
        tables = Tables(folder)
        show("Months of a CRM", tables.months())
        print(tables.says())
    print("\nReasons:")
    for key, reason in REASONS.items():
        print(f"  {key}  {reason}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
