"""IDs come from who somebody is and from nothing else."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from leadbook.stages.identity import ALPHABET, key_hash, make_ids, match_key

KEYS = st.lists(st.text(max_size=8), max_size=40)


@given(keys=KEYS, seed=st.integers(0, 99))
def test_ids_do_not_depend_on_the_order(keys: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(keys, len(keys))
    assert dict(zip(keys, make_ids(keys, {}), strict=True)) == dict(zip(shuffled, make_ids(shuffled, {}), strict=True))


@given(keys=KEYS)
def test_one_key_one_id_and_the_other_way_round(keys: list[str]) -> None:
    pairs = set(zip(keys, make_ids(keys, {}), strict=True))
    assert len(pairs) == len({key for key, _ in pairs}) == len({name for _, name in pairs})


def test_ids_are_short_and_without_look_alikes() -> None:
    for name in make_ids([str(n) for n in range(500)], {}):
        assert 5 <= len(name) <= 6
        assert set(name) <= set(ALPHABET)
    assert not set("01IO") & set(ALPHABET)


def test_an_id_of_somebody_else_is_never_used_again() -> None:
    (first,) = make_ids(["e:a@x.example"], {})
    (again,) = make_ids(["e:a@x.example"], {first: key_hash("e:somebody else")})
    assert again != first
    assert again.startswith(first)


def test_the_same_person_gets_the_same_id_in_a_later_run() -> None:
    (first,) = make_ids(["e:a@x.example"], {})
    taken = {first: key_hash("e:a@x.example"), "ZZZZZ": key_hash("e:b@x.example")}
    assert make_ids(["e:b@x.example", "e:a@x.example"], taken) == ["ZZZZZ", first]


def test_collisions_within_one_run_are_settled_alike_whatever_the_order() -> None:
    keys = [str(n) for n in range(9000)]
    ids = make_ids(keys, {})
    assert len(set(ids)) == len(keys)
    assert make_ids(keys[::-1], {}) == ids[::-1]


def test_a_shared_mailbox_or_number_counts_with_the_name() -> None:
    assert match_key("info@x.example", "", "Ana", "Silva", "") != match_key("info@x.example", "", "Bo", "Lee", "")
    assert match_key("", "+1 415-555-0132", "Ana", "S", "") != match_key("", "+1 415-555-0132", "Bo", "L", "")
    assert match_key("ana@x.example", "", "Ana", "S", "") == match_key("ANA@x.example", "+1 415-555-0132", "", "", "")
