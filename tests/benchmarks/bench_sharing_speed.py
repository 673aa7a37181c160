"""How fast leads are shared, beside OR-tools' min-cost flow with a node for each lead, and beside reading the leads.

Run by hand: `python -m tests.benchmarks.bench_sharing_speed [TIMES]`: 1,000 leads for 10 reps, 10,000 for 100 and
100,000 for 100, with ample and with scarce room. TIMES (5 by default) runs of the sharing, and of OR-tools for the two
smaller sizes; medians; once for the biggest. Leadbook's time is the whole of `share_out`, from a plain list of leads
to a rep for each, building of classes included. OR-tools is given arrays; its building is told apart from solving, and
ratios are to solving alone. Its shares are rounded to thousandths, which makes it faster, not slower.

Two comparisons: with one flow for placement and shares (levels 2 to 3c, leads of equal score in any order, which is
less than Leadbook does), and with the flows that the whole objective takes, one more for each band of scores. Outside
the clock two more flows check that Leadbook placed the right leads and shared them as evenly as they can be.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time

import numpy as np

from leadbook.books.package import PackageBook
from leadbook.fronts.cli import TIDYING
from leadbook.schema import book, frames
from leadbook.stages.allocate import allocate
from leadbook.stages.sharing import Pool, Stand, share_out
from leadbook.template.build import build_book
from tests.benchmarks.big_teams import BigTeam, as_worked_on
from tests.stages.lead_level import LeadLevel, Net, cells_of, fits
from tests.stages.team import TODAY

SIZES = ((1_000, 10), (10_000, 100), (100_000, 100))
SCALE, QUOTA, WAITING = 1_000, 10**9, 10**11
"""Thousandths of a share; a lead at quota and a waiting lead (a point of score) cost more than any change of shares."""
BIG = 100_000


class Clock:
    """Processor and wall seconds of a block."""

    def __enter__(self):
        gc.collect()
        self._cpu, self._wall = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.cpu, self.wall = time.process_time() - self._cpu, time.perf_counter() - self._wall


def medians(clocks):
    """Median processor and wall seconds."""
    return statistics.median(one.cpu for one in clocks), statistics.median(one.wall for one in clocks)


def network(model, waiting, *, shares=True):
    """The network of a hand-out, the leads that enter it, and the sink.

    Args:
        waiting: cost by lead when it waits; -1 for a lead that must be placed, -2 for one that is left out.
        shares: whether leads cost their share of the leads needed; otherwise nothing but waiting costs.
    """
    number, cells = len(model.product), model.reps * model.products
    pairs, net, sink = np.flatnonzero(waiting[model.lead] > -2), Net(), number + cells + model.reps
    leads = np.unique(model.lead[pairs])
    net.add(model.lead[pairs], number + model.cell[pairs], 1, 0)
    may = leads[waiting[leads] >= 0]
    net.add(may, sink, 1, waiting[may])
    rep_of = number + cells + np.arange(cells) // model.products
    if shares:
        model.slots(net, pairs, model.count.ravel(), (number, rep_of, (1, model.at_quota.ravel() * QUOTA)))
    else:
        net.add(number + np.arange(cells), rep_of, number, 0)
    net.add(number + cells + np.arange(model.reps), sink, np.minimum(model.world.room, number), 0)
    return net, leads, sink, pairs


def chosen_by(model, flows, pairs):
    """Lead → rep of a flow."""
    used = pairs[np.flatnonzero(flows[: len(pairs)])]
    reps = np.full(len(model.product), -1)
    reps[model.lead[used]] = model.rep[used]
    return reps


def by_one_flow(world):
    """Hand-out by one flow; clocks of building and of solving."""
    with Clock() as building:
        model = LeadLevel(world, SCALE)
        waiting = ((np.array(world.score) + 1) * WAITING).astype(np.int64)
        net, leads, sink, pairs = network(model, waiting)
    with Clock() as solving:
        flows, _ = net.solve(leads, sink)
    return model, chosen_by(model, flows, pairs), (building, solving)


def differs(model, reps):
    """What is not as good as it can be in the levels 2 to 3c: "" for nothing.

    Waiting costs by position alone give the same set of leads as scores do: the sets that fit are a matroid's.
    """
    number = len(model.product)
    net, leads, sink, pairs = network(model, number - np.arange(number), shares=False)
    placed = chosen_by(model, net.solve(leads, sink)[0], pairs) >= 0
    if (placed != (np.array(reps) >= 0)).any() or not fits(model.world, reps):
        return "OTHER LEADS PLACED"
    net, leads, sink, pairs = network(model, np.where(placed, -1, -2))
    flow = value(model.world, chosen_by(model, net.solve(leads, sink)[0], pairs).tolist())
    ours = value(model.world, reps)
    return "" if ours[0] == flow[0] and ours[1] <= flow[1] + 1e-6 else f"LESS EVEN: {ours}, {flow} by OR-tools"


def by_bands(model, reps):
    """The seconds that sharing band after band takes on top, building included: each band is a network of its own."""
    with Clock() as clock:
        for score_band in sorted({int(one) for one in model.band}, reverse=True):
            reps = model.sharing_band(reps, score_band)
    return clock


def value(world, reps):
    """Leads at quota, and the sum of shares."""
    cells = cells_of(world, reps)
    quota = sum(has for row, needs in zip(cells, world.needed, strict=True)
                for has, need in zip(row, needs, strict=True) if need == 0)  # fmt: skip
    shares = sum(has * has / (2 * max(need, 1)) for row, needs in zip(cells, world.needed, strict=True)
                 for has, need in zip(row, needs, strict=True))  # fmt: skip
    return quota, shares


def by_leadbook(world):
    """Hand-out by `share_out`, and the clock."""
    with Clock() as clock:
        shared = share_out(Pool(**world.pool()), Stand(**world.stand()))
    return list(shared.rep), clock


def compare(leads, reps, times, **kind):
    """Print one size; `kind` as for `BigTeam`."""
    world = BigTeam(leads, reps, **kind).world()
    name = f"{'scarce' if kind['scarce'] else 'ample'}{', generalists' if kind.get('generalists') else ''}"
    rounds = 1 if leads >= BIG else times
    ours, theirs, bands = [], [], []
    for turn in range(times):
        chosen, clock = by_leadbook(world)
        ours.append(clock)
        if turn < rounds:
            model, others, clocks = by_one_flow(world)
            theirs.append(clocks)
            bands.append(by_bands(model, others))
    cpu, wall = medians(ours)
    building, solving = (medians(one) for one in zip(*theirs, strict=True))
    more = medians(bands)
    print(f"{leads:>7,} x {reps:<4}{name:<20}{len(set(world.mask)):>5} sets of reps"
          f"   Leadbook {cpu:8.3f} s cpu {wall:8.3f} s wall")  # fmt: skip
    for name, (other_cpu, other_wall) in (
        ("one flow, solving alone", solving),
        ("one flow, with building", tuple(map(sum, zip(solving, building, strict=True)))),
        ("all flows of the objective", tuple(map(sum, zip(solving, building, more, strict=True)))),
    ):
        print(f"{'OR-tools: ' + name:>42}{other_cpu:>17.3f} s cpu {other_wall:8.3f} s wall"
              f"   {other_cpu / cpu:8.1f} x cpu {other_wall / wall:8.1f} x wall")  # fmt: skip
    print(f"{'':>44}{differs(model, chosen) or 'same leads placed, shared as evenly'}", flush=True)


def beside_reading(times):
    """Print what handing out costs beside reading the same leads from a workbook."""
    team = BigTeam(BIG, 100, scarce=False)
    leads, inquiries, plan = team.frames()
    table, world = book.table("leads"), team.world()
    empty = PackageBook(build_book())
    grid = empty.read(table.name)
    empty.write(table.name, frames.to_grid(table, as_worked_on(leads), grid))
    data = empty.save()
    reading, sharing, whole = [], [], []
    for _ in range(times):
        with Clock() as clock:
            read = frames.to_frame(table, PackageBook(data).read(table.name))[0]
        assert len(read) == BIG
        reading.append(clock)
        chosen, clock = by_leadbook(world)
        sharing.append(clock)
        with Clock() as clock:
            handed = allocate(leads, inquiries, plan, TODAY)
        assert len(handed.assignments) == sum(rep >= 0 for rep in chosen)
        whole.append(clock)
    floor = medians(reading)
    print(f"\n{BIG:,} leads of {len(table.columns)} columns, 100 reps")
    for name, clocks in (("reading tblLeads", reading), ("share_out", sharing), ("allocate, every sentence", whole)):
        cpu, wall = medians(clocks)
        print(f"{name:>32} {cpu:8.3f} s cpu {wall:8.3f} s wall   {cpu / floor[0]:6.2f} x reading")


def main(times: int) -> None:
    """Print every size, then the comparison with reading."""
    gc.set_threshold(*TIDYING)  # as the command does
    for leads, reps in SIZES:
        for scarce in (False, True):
            compare(leads, reps, times, scarce=scarce)
            if leads < BIG:
                compare(leads, reps, times, scarce=scarce, generalists=True)
    beside_reading(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
