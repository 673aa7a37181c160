"""One inquiry per person, nothing of the book overwritten, whatever the order of the rows."""

from __future__ import annotations

import datetime as dt
import random

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leadbook.stages.dedupe import find_duplicates, merge
from tests.stages.inquiry_rows import incoming, no_book

TODAY = dt.date(2026, 11, 23)
P1, P2 = "+1 415-555-0132", "+1 415-555-0133"


def _person(mail: str = "", phone: str = "", name: str = "", **more: object) -> dict[str, object]:
    first, _, last = name.partition(" ")
    return {"email": mail, "phone": phone, "first_name": first, "last_name": last, **more}


def _merged(*rows: dict[str, object]) -> pd.DataFrame:
    return merge(no_book(), incoming(rows), TODAY).frame


def test_one_address_is_one_person_and_blanks_are_filled() -> None:
    result = merge(no_book(), incoming([_person("a@x.example", P1), _person("a@x.example", name="Ana Silva")]), TODAY)
    assert len(result.frame) == len(result.new_ids) == len(result.merges) == 1
    assert result.frame.loc[0, ["phone", "first_name", "last_name"]].tolist() == [P1, "Ana", "Silva"]
    assert result.merges[0].key == "e-mail"


def test_two_names_behind_one_switchboard_are_two_people() -> None:
    assert len(_merged(_person("a@x.example", P1, "Ana Silva"), _person("b@x.example", P1, "Bo Lee"))) == 2
    assert len(_merged(_person("", P1, "Ana Silva"), _person("b@x.example", P1, "Bo Lee"))) == 2


def test_one_name_with_one_number_is_one_person_also_with_two_addresses_and_initials() -> None:
    assert len(_merged(_person("a@x.example", P1, "Ana Silva"), _person("ana@y.example", P1, "A. Silva"))) == 1
    kept = _merged(_person("a@x.example", P1, "Ana Silva"), _person("ana@y.example", P1, "Ana Silva")).iloc[0]
    assert {kept["email"], kept["email2"]} == {"a@x.example", "ana@y.example"}


def test_a_row_without_a_name_joins_a_number_only_when_that_is_certain() -> None:
    assert len(_merged(_person("a@x.example", P1, "Ana Silva"), _person("", P1))) == 1
    three = _merged(_person("a@x.example", P1, "Ana Silva"), _person("", P1), _person("b@x.example", P1, "Bo Lee"))
    assert len(three) == 3
    assert len(_merged(_person("a@x.example", P1), _person("b@x.example", P1))) == 2


def test_a_shared_mailbox_is_not_a_person() -> None:
    assert len(_merged(_person("info@x.example", name="Ana Silva"), _person("info@x.example", name="Bo Lee"))) == 2
    assert len(_merged(_person("info@x.example", name="Ana Silva"), _person("info@x.example", name="Ana Silva"))) == 1


def test_rows_connected_through_both_keys_are_one_person() -> None:
    rows = [
        _person("a@x.example", "", "Ana Silva"),
        _person("a@x.example", P1, "Ana Silva"),
        _person("", P1, "Ana Silva"),
    ]
    assert len(_merged(*rows)) == 1


def test_what_the_book_holds_is_never_overwritten() -> None:
    first = merge(no_book(), incoming([_person("a@x.example", P1, "Ana Silva", company="Acme", source="Form")]), TODAY)
    new = _person("a@x.example", P2, "Anna Silver", company="Other", source="Show", job_title="CEO", campaign="Swap")
    second = merge(first.frame, incoming([new]), TODAY, taken=first.key_hashes)
    row = second.frame.iloc[0]
    assert len(second.frame) == 1
    assert row[["phone", "phone2", "first_name", "company", "source"]].tolist() == [P1, P2, "Ana", "Acme", "Form"]
    assert row["job_title"] == "CEO"
    assert set(second.merges[0].filled) == {"phone2", "job_title", "campaign"}


def test_a_do_not_contact_always_wins_and_is_never_lifted() -> None:
    first = merge(no_book(), incoming([_person("a@x.example", do_not_contact="No")]), TODAY)
    second = merge(first.frame, incoming([_person("a@x.example", do_not_contact="Yes")]), TODAY)
    third = merge(second.frame, incoming([_person("a@x.example", do_not_contact="No")]), TODAY)
    assert [frame["do_not_contact"].iloc[0] for frame in (first.frame, second.frame, third.frame)] == [
        "No",
        "Yes",
        "Yes",
    ]


def test_the_newest_raised_hand_of_several_new_rows_is_kept_whole() -> None:
    rows = [
        _person("a@x.example", raised_hand="old", hand_date="2026-01-05", hand_by="theirs"),
        _person("a@x.example", raised_hand="new", hand_date="2026-11-05", hand_by="theirs"),
        _person("a@x.example", raised_hand="from the future", hand_date="2027-11-05", hand_by="theirs"),
    ]
    row = _merged(*rows).iloc[0]
    assert (row["raised_hand"], row["hand_date"]) == ("new", pd.Timestamp("2026-11-05"))


def test_a_raised_hand_fills_a_blank_of_the_book_and_never_replaces_one() -> None:
    first = merge(no_book(), incoming([_person("a@x.example")]), TODAY)
    hand = {"raised_hand": "call me", "hand_date": "2026-11-05", "hand_by": "theirs"}
    second = merge(first.frame, incoming([_person("a@x.example", **hand)]), TODAY)
    assert second.merges[0].filled == ("raised_hand", "hand_date", "hand_by")
    later = {"raised_hand": "again", "hand_date": "2026-11-20", "hand_by": "theirs"}
    third = merge(second.frame, incoming([_person("a@x.example", **later)]), TODAY)
    assert third.frame["raised_hand"].tolist() == ["call me"]


def test_the_same_rows_again_add_and_fill_nothing_even_after_hand_edits() -> None:
    rows = incoming(
        [_person("a@x.example", P1, "Ana Silva"), _person("", P2, "Bo Lee"), _person("", "", "Cy", notes="x")]
    )
    first = merge(no_book(), rows, TODAY)
    edited = first.frame.copy()
    edited["email"] = edited["email"].replace("a@x.example", "corrected@x.example")
    edited["first_name"] = ""
    edited["phone"] = ""
    again = merge(edited, rows, TODAY, taken=first.key_hashes, seen=frozenset(first.prints.values()))
    assert again.new_ids == ()
    assert len(again.merges) == 3
    pd.testing.assert_frame_equal(again.frame, edited)


def test_identical_rows_without_any_contact_are_one() -> None:
    result = merge(no_book(), incoming([_person(name="Cy Ho", company="X")] * 2), TODAY)
    assert len(result.frame) == 1
    assert (result.merges[0].key, result.merges[0].filled) == ("same row", ())


def test_two_rows_of_the_book_are_never_merged_behind_the_teams_back() -> None:
    book = merge(no_book(), incoming([_person("a@x.example", "", "Ana Silva"), _person("", P1, "Ana Silva")]), TODAY)
    bridge = merge(book.frame, incoming([_person("a@x.example", P1, "Ana Silva")]), TODAY)
    assert len(bridge.frame) == 2
    assert bridge.merges[0].key == "e-mail"


def test_columns_of_the_book_that_no_list_has_are_kept() -> None:
    first = merge(no_book(), incoming([_person("a@x.example")]), TODAY)
    book = first.frame.assign(verdict="Qualified", score=7.0)
    second = merge(book, incoming([_person("b@x.example")]), TODAY)
    assert second.frame["verdict"].tolist() == ["Qualified", ""]
    assert second.frame["score"].iloc[0] == 7.0
    assert pd.isna(second.frame["score"].iloc[1])


ROWS = st.lists(
    st.builds(
        _person, st.sampled_from(["", "a@x.example", "b@x.example", "info@x.example", "c@x.example"]),
        st.sampled_from(["", P1, P2]), st.sampled_from(["", "Ana Silva", "A. Silva", "Bo Lee"]),
        company=st.sampled_from(["", "Acme"]), do_not_contact=st.sampled_from(["", "Yes"]),
        raised_hand=st.sampled_from(["", "call", "demo"]),
        hand_date=st.sampled_from([None, "2026-11-01", "2026-11-02"]),
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, max_examples=120, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=ROWS, seed=st.integers(0, 9))
def test_the_order_of_the_rows_does_not_matter_and_no_row_is_lost(rows: list[dict[str, object]], seed: int) -> None:
    frame = incoming(rows)
    shuffled = frame.sample(frac=1, random_state=seed)
    one, other = merge(no_book(), frame, TODAY), merge(no_book(), shuffled, TODAY)
    assert len(rows) == len(one.new_ids) + len(one.merges)
    assert one.frame["lead_id"].is_unique
    pd.testing.assert_frame_equal(one.frame, other.frame)
    again = merge(one.frame, shuffled, TODAY, taken=one.key_hashes, aliases=one.aliases)
    assert again.new_ids == ()
    pd.testing.assert_frame_equal(again.frame, one.frame)


@settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=ROWS, cut=st.integers(0, 12))
def test_an_opt_out_survives_whatever_comes_first(rows: list[dict[str, object]], cut: int) -> None:
    frame = incoming(rows)
    first = merge(no_book(), frame.iloc[:cut], TODAY)
    second = merge(first.frame, frame.iloc[cut:], TODAY, taken=first.key_hashes)
    out = {row["email"] for row in rows if row["do_not_contact"] == "Yes" and row["email"]} - {"info@x.example"}
    held = second.frame.loc[second.frame["do_not_contact"] == "Yes", ["email", "email2", "extra"]]
    text = " ".join(held.to_numpy().ravel())
    assert all(address in text for address in out)


def test_labels_of_duplicates_have_the_index_of_the_frame() -> None:
    frame = pd.DataFrame(
        {"who": ["Ana Silva", "Ana Silva", "Bo Lee"], "mail": ["a@x.example", "A@x.example", ""], "tel": ["", P1, P1]},
        index=[7, 8, 9],
    )
    labels = find_duplicates(frame, {"who": "full_name", "mail": "email", "tel": "phone"})
    assert labels.index.tolist() == [7, 8, 9]
    assert labels[7] == labels[8] != labels[9]


def test_ten_thousand_people_keep_their_rows() -> None:
    numbers = random.Random(4).sample(range(10_000), 10_000)
    rows = incoming([_person(f"p{n}@x.example", name=f"P{n} Q") for n in numbers])
    result = merge(no_book(), rows, TODAY)
    assert len(result.new_ids) == len(set(result.new_ids)) == 10_000
