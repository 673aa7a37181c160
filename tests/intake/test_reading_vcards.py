"""vCards of every version are read, a row for each card, and a broken card costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.errors import IntakeError
from leadbook.intake.columns.mapping import map_headers
from tests.intake.lists import read

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=
=BCrgen;;Dr.;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=BCrgen M=C3=BCller
ORG:Acme\\, Inc.;Sales
TITLE:Head of IT
TEL;WORK;VOICE:+1 415 555 0132
TEL;CELL:+1 415 555 0133
EMAIL;PREF;INTERNET:j@acme.example
EMAIL;INTERNET:j2@acme.example
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
 AAAA

ADR;WORK:;;1 Main St;Springfield;IL;62701;USA
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Cy Fox
item1.TEL;VALUE=uri;TYPE="voice,home":tel:+1-415-555-0150
item2.X-ABLabel:_$!<Spouse>!$_
item2.X-ABRELATEDNAMES:Kim
EMAIL;type=INTERNET:cy@
 x.example
NOTE:line one\\nline two\\; done
BDAY:19800102
CATEGORIES:vip,show
END:VCARD
"""
BROKEN = "BEGIN:VCARD\nVERSION:3.0\nN:Bo;;\nFN:Bo\nno line of a card\n"


def test_cards_of_all_versions_become_rows_with_readable_columns(tmp_path: Path) -> None:
    table = read(tmp_path, OLD + NEW, "contacts.vcf")
    first, second = table.frame.to_dict("records")
    assert (first["First Name"], first["Last Name"], first["Company"]) == ("Jürgen", "Müller", "Acme, Inc.")
    assert (first["Mobile Phone"], first["Work Phone"]) == ("+1 415 555 0133", "+1 415 555 0132")
    assert (first["Email"], first["Email 2"], first["City"]) == ("j@acme.example", "j2@acme.example", "Springfield")
    assert (second["Full Name"], second["Home Phone"], second["Email"]) == ("Cy Fox", "+1-415-555-0150", "cy@x.example")
    assert (second["Notes"], second["Birthday"]) == ("line one\nline two; done", "1980-01-02")
    assert (second["Tags"], second["Spouse"]) == ("vip, show", "Kim")
    assert "pictures_left_out" in table.warnings


def test_the_columns_of_a_card_are_known_by_their_names(tmp_path: Path) -> None:
    table = read(tmp_path, OLD, "contacts.vcf")
    keys = dict(zip(table.frame.columns, map_headers(list(table.frame.columns), []), strict=True))
    assert keys["First Name"] == "first_name"
    assert keys["Email 2"] == "email2"
    assert keys["Job Title"] == "job_title"
    assert keys["Postal Code"] == "postal_code"


def test_a_card_that_is_never_closed_is_a_rejected_row_and_the_others_are_read(tmp_path: Path) -> None:
    table = read(tmp_path, OLD + BROKEN + NEW, "contacts.vcf")
    assert list(table.frame.index) == [2, 4]
    assert [(reject.row, reject.reason) for reject in table.rejects] == [(3, "card_not_understood")]
    assert "Bo" in table.untrusted[3]


def test_a_flood_of_entries_of_one_kind_makes_no_flood_of_columns(tmp_path: Path) -> None:
    lines = "".join(f"TEL:+1 415 {at}\n" for at in range(3000))
    table = read(tmp_path, f"BEGIN:VCARD\nVERSION:3.0\nFN:A\n{lines}END:VCARD\n", "contacts.vcf")
    assert table.frame.shape[1] <= 21
    assert "2999" in table.frame["Phone 20"].iloc[0]


def test_a_calendar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError):
        read(tmp_path, "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "contacts.vcf")
