"""Lists inside an archive are read, and an archive that is dangerous is refused before it is unpacked."""

from __future__ import annotations

import errno
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from leadbook.errors import IntakeError
from leadbook.intake.archive import members
from leadbook.intake.sniff import kind_of
from tests.intake.lists import read, write

SUBSCRIBED = "Email Address,First Name,Last Name\na@x.example,Ana,Li\nb@x.example,Bo,Poe\n"
UNSUBSCRIBED = "Email Address,First Name\nc@x.example,Cy\n"


def _zip(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_the_list_with_most_contacts_is_taken_and_the_others_go_along(tmp_path: Path) -> None:
    table = read(tmp_path, _zip({"unsubscribed.csv": UNSUBSCRIBED, "subscribed.csv": SUBSCRIBED}), "audience.zip")
    assert table.source == "zip: subscribed.csv"
    assert len(table.frame) == 2
    assert [other.source for other in table.others] == ["zip: unsubscribed.csv"]
    assert {"list_guessed", "more_tables"} <= set(table.warnings)


def test_members_leave_out_what_a_computer_adds_and_never_leave_their_folder(tmp_path: Path) -> None:
    parts = {"__MACOSX/._a.csv": "x", ".DS_Store": "x", "2026/": "", "../../a.csv": SUBSCRIBED}
    parts["b\\c.csv"] = UNSUBSCRIBED
    path = write(tmp_path, _zip(parts), "audience.zip")
    found = members(path)
    assert [member.title for member in found] == ["audience.zip: a.csv", "audience.zip: b/c.csv"]
    home = tmp_path / "out"
    for member in found:
        assert home in member.extract(home).resolve().parents


def test_what_is_no_list_beside_a_list_is_said(tmp_path: Path) -> None:
    parts = {"a.csv": SUBSCRIBED, "b.zip": _zip({"c.csv": SUBSCRIBED}), "d.pdf": "%PDF-1.4"}
    table = read(tmp_path, _zip(parts), "a.zip")
    assert len(table.frame) == 2
    assert "members_not_read" in table.warnings


def test_one_list_in_a_gz_is_read_and_one_cut_off_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(SUBSCRIBED.encode())
    assert read(tmp_path, packed, "subscribed.csv.gz").source == "gz: subscribed.csv"
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, packed[:-12], "cut.csv.gz")
    assert caught.value.code == "LB-E-CORRUPT"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.csv": b"a," * (40 << 20)}, "LB-E-TOO-LARGE"),
        ({f"{at}.csv": "x" for at in range(501)}, "LB-E-TOO-LARGE"),
        ({"__MACOSX/a": "x"}, "LB-E-EMPTY"),
    ],
)
def test_a_bomb_a_flood_and_nothing_are_refused(tmp_path: Path, parts: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, _zip(parts), "a.zip")
    assert caught.value.code == code


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(_zip({"a.csv": SUBSCRIBED}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, bytes(data), "a.zip")
    assert caught.value.code == "LB-E-ENCRYPTED"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b'[{"email": "a@x.example"}]', "JSON"),
        (b"Received: x\nFrom: a@x.example\nMIME-Version: 1.0\nSubject: s\n\nhello\n", "e-mail"),
        (_zip({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "Word"),
        (_zip({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (_zip({"Index/Document.iwa": "x", "Index/Tables/Tile.iwa": "x"}), "Numbers"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "__substg1.0_".encode("utf-16-le"), "Outlook"),
        (b"SQLite format 3\x00" + b"\x00" * 99, "SQLite"),
    ],
)
def test_what_holds_no_list_is_refused_by_its_kind_whatever_its_name(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(IntakeError) as caught:
        kind_of(write(tmp_path, content, "leads.csv"))
    assert caught.value.code == "LB-E-NOT-A-WORKBOOK"
    assert word in caught.value.what


@pytest.mark.parametrize("text", ["BMW,E-mail\nx,a@x.example\n", "[Name],[E-mail]\nA,a@x.example\n", "{x},y\n1,2\n"])
def test_a_list_that_only_begins_like_another_kind_is_read(tmp_path: Path, text: str) -> None:
    assert kind_of(write(tmp_path, text)) == "text"


def test_a_member_without_a_name_is_read_as_a_list(tmp_path: Path) -> None:
    path = tmp_path / "audience.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "Name,Email\nAnn Lee,ann@clinic.example\n")
        archive.infolist()[0].filename = ""
    assert [member.name for member in members(path)] == ["list"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT RUN: this system has no disk that is always full")
def test_a_full_disk_is_not_called_a_damaged_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "audience.zip", "w") as archive:
        archive.writestr("leads.csv", "Name,Email\nAnn Lee,ann@clinic.example\n" * 10_000)
    (tmp_path / "0000").mkdir()
    (tmp_path / "0000" / "leads.csv").symlink_to("/dev/full")
    with pytest.raises(OSError, match="space") as caught:
        members(tmp_path / "audience.zip")[0].extract(tmp_path)
    assert caught.value.errno == errno.ENOSPC
