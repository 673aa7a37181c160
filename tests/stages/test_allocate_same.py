"""The same book, the same hand-out: whatever the hash seed, the order of rows, the locale and the time zone."""

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from leadbook.model import EventKind
from leadbook.stages.allocate import allocate, apply
from leadbook.stages.leads import sync_leads
from tests.stages.sales_rows import frame_of
from tests.stages.sharing_books import mixed
from tests.stages.team import TODAY, Team

ROOT = Path(__file__).resolve().parents[2]
SEEDS = 20
CODE = """
import sys
from tests.stages.test_allocate_same import digest
print(digest(int(sys.argv[1])))
"""


def digest(order):
    """Everything a hand-out says, of a mixed book with its leads and inquiries in some order."""
    team = Team(**mixed(3, leads=90))
    leads = team.leads.sample(frac=1, random_state=order).reset_index(drop=True)
    inquiries = team.inquiries.sample(frac=1, random_state=order + 1).reset_index(drop=True)
    done = allocate(leads, inquiries, team.plan, TODAY, rebalance=bool(order % 2 == 0))
    other = allocate(leads, inquiries, team.plan, TODAY)
    said = [
        sorted((one.lead_id, one.rep, one.why) for one in some.assignments) + sorted(some.kept)
        + sorted((one.lead_id, one.why) for one in some.leftovers) + sorted(map(str, some.rep_notes.items()))
        + [some.product_gaps, some.notes, sorted(some.certificate.items()), list(map(str, some.shares))]
        for some in (other, done)[: 1 + (order % 2 == 0)]
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def in_a_process(seed):
    """The digest as another process with another hash seed, zone and locale finds it."""
    zone = ("UTC", "America/Lima", "Pacific/Kiritimati")[seed % 3]
    env = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone, "LC_ALL": ("C", "C.UTF-8")[seed % 2],
           "PYTHONPATH": str(ROOT)}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", CODE, str(seed)], capture_output=True, text=True, env=env, cwd=ROOT,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_twenty_hash_seeds_with_shuffled_rows_give_one_hand_out():
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(in_a_process, range(SEEDS)))
    assert set(found[::2]) == {digest(0)}
    assert set(found[1::2]) == {digest(1)}


@pytest.mark.parametrize("seed", range(12))
def test_again_is_a_no_op_and_one_new_lead_moves_no_other(seed):
    book = mixed(seed)
    team = Team(**book)
    leads, events = apply(team.leads, team.allocate(), TODAY)
    ledger = frame_of("events", *book["events"], *(
        {"when": TODAY, "lead_id": one.lead_id, "event": str(one.kind), "rep": one.rep, "after": one.after}
        for one in events
    ))  # fmt: skip
    plan = dataclasses.replace(team.plan, events=ledger)
    synced = sync_leads(leads, team.inquiries, ledger, frame_of("campaigns"), TODAY)
    assert [one for one in synced.events if one.kind is not EventKind.OUTCOME] == []
    again = allocate(synced.frame, team.inquiries, plan, TODAY)
    after, none = apply(synced.frame, again, TODAY)
    assert (again.assignments, none) == ((), ())
    pd.testing.assert_frame_equal(after, synced.frame)
    more = Team(**(book | {"inquiries": [*book["inquiries"], {"product": "P", "score": 99, "country": "US"}]}))
    new = sync_leads(leads, more.inquiries, ledger, frame_of("campaigns"), TODAY).frame
    assert len(new) == len(leads) + 1
    moved = allocate(new, more.inquiries, plan, TODAY)
    assert [one.lead_id for one in moved.assignments if one.lead_id in set(leads["lead_id"])] == []
