"""The extension of Calc as package data and as a file that LibreOffice's own installer takes."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from leadbook.template.extension import (
    copy_sources,
    extension_files,
    pack_extension,
    source_files,
    versioned,
)
from tests.live.calc import unopkg

PYTHON = "/opt/Zoë's tools/python"


def test_packing_twice_gives_the_same_bytes():
    files = extension_files()
    backwards = dict(reversed(files.items()))
    assert pack_extension(files, PYTHON) == pack_extension(backwards, PYTHON)


def test_the_file_has_what_its_manifest_names_the_python_and_the_version():
    with zipfile.ZipFile(BytesIO(pack_extension(versioned(extension_files(), "1.2.3"), PYTHON))) as packed:
        names = set(packed.namelist())
        assert packed.read("python.txt").decode("utf-8") == f"{PYTHON}\n"
        description = etree.fromstring(packed.read("description.xml"))
        manifest = etree.fromstring(packed.read("META-INF/manifest.xml"))
        assert packed.testzip() is None
    version = description.find("{http://openoffice.org/extensions/description/2006}version")
    assert version.get("value") == "1.2.3"
    named = {entry.get("{http://openoffice.org/2001/manifest}full-path") for entry in manifest}
    assert len(named) == 3
    assert named <= names


def test_every_icon_that_is_named_is_there():
    files = extension_files()
    prefix = "vnd.sun.star.extension://org.leadbook.calc/"
    text = files["Addons.xcu"].decode("utf-8")
    named = {part.split("<")[0] for part in text.split(prefix)[1:]}
    assert named <= set(files)


def test_without_a_place_for_the_version_nothing_is_packed():
    with pytest.raises(ValueError, match=r"description\.xml"):
        versioned({"description.xml": b"<description/>"}, "1")


def test_data_follows_the_sources_and_forgets_what_they_have_no_more(tmp_path):
    macros, data = tmp_path / "macros", tmp_path / "data"
    (macros / "calc" / "python").mkdir(parents=True)
    (macros / "icons").mkdir()
    (macros / "calc" / "description.xml").write_bytes(b"<description/>")
    (macros / "calc" / "python" / "old.py").write_bytes(b"pass\n")
    (macros / "icons" / "run.png").write_bytes(b"png")
    copy_sources(macros, data)
    assert extension_files(data) == source_files(macros)
    assert set(source_files(macros)) == {"description.xml", "python/old.py", "icons/run.png"}
    (macros / "calc" / "python" / "old.py").unlink()
    copy_sources(macros, data)
    assert set(extension_files(data)) == {"description.xml", "icons/run.png"}


@pytest.mark.office
def test_libreoffices_own_installer_takes_it_lists_it_and_removes_it():
    home = Path(tempfile.mkdtemp(prefix="leadbook-unopkg-"))
    home.chmod(0o777)
    try:
        file = home / "leadbook.oxt"
        file.write_bytes(pack_extension(versioned(extension_files(), "1.2.3"), PYTHON))
        added = unopkg(home, "add", str(file))
        assert added.returncode == 0, added.stdout + added.stderr
        told = unopkg(home, "list", "org.leadbook.calc").stdout
        assert "Version: 1.2.3" in told
        assert told.count("is registered: yes") == 4  # the extension, its component and its two configurations
        note = next((home / "profile").rglob("python.txt"))
        assert note.read_text("utf-8").strip() == PYTHON
        file.write_bytes(pack_extension(versioned(extension_files(), "1.2.4"), PYTHON))
        assert unopkg(home, "add", "--force", str(file)).returncode == 0
        assert "Version: 1.2.4" in unopkg(home, "list", "org.leadbook.calc").stdout
        assert unopkg(home, "remove", "org.leadbook.calc").returncode == 0
        assert "1.2.4" not in unopkg(home, "list").stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)
