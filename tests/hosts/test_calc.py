"""The buttons in Calc, with LibreOffice's real program for extensions and a profile of the test's own."""

import dataclasses
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from leadbook.errors import BackendMissing, SetupError
from leadbook.hosts import calc
from leadbook.hosts.extension import find_installed
from leadbook.hosts.office import find_office
from leadbook.template.extension import pack_extension
from tests.hosts.computer import PARTS, bare_python, good_python, linux, plain, site

PYTHON = Path(sys.executable)


def listed(at):
    """What LibreOffice itself says is installed."""
    tool = Path(at.office).with_name("unopkg")
    done = subprocess.run(
        [tool, "list", f"-env:UserInstallation={at.profile.as_uri()}"], capture_output=True, text=True, check=True
    )
    return "Identifier: org.leadbook.calc" in done.stdout


def test_the_extension_is_the_same_bytes_each_time_and_names_python():
    data = pack_extension(PARTS, "/opt/python")
    assert data == pack_extension(dict(reversed(PARTS.items())), "/opt/python")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("python.txt") == b"/opt/python\n"
        assert set(archive.namelist()) == {*PARTS, "python.txt"}


@pytest.mark.office
def test_the_extension_is_installed_found_brought_up_to_date_and_taken_away(tmp_path):
    at = linux(tmp_path)
    assert find_installed(at.profile) is None
    done = calc.install(at, PARTS)
    assert done.changed
    assert listed(at)
    assert find_installed(at.profile).python == PYTHON
    again = calc.install(at, PARTS)
    assert (again.changed, again.outputs) == (False, ())
    newer = {**PARTS, "python/command.py": b"# newer\n"}
    assert calc.install(at, newer).changed
    assert (find_installed(at.profile).folder / "python/command.py").read_bytes() == b"# newer\n"
    assert calc.uninstall(at).changed
    assert not listed(at)
    assert find_installed(at.profile) is None
    nothing = calc.uninstall(at)
    assert not nothing.changed
    assert "nothing to take away" in nothing.notes[0]
    assert calc.install(at, PARTS).changed


@pytest.mark.office
def test_another_python_is_written_into_the_extension(tmp_path):
    at = linux(tmp_path)
    calc.install(at, PARTS)
    other = dataclasses.replace(at, python=good_python(tmp_path / "other"))
    done = calc.install(other, PARTS)
    assert find_installed(at.profile).python == other.python
    assert any("clear up" in note for note in done.notes)


@pytest.mark.office
def test_while_libreoffice_is_open_nothing_is_changed_and_it_is_said(tmp_path):
    at = linux(tmp_path)
    profile = f"-env:UserInstallation={at.profile.as_uri()}"
    words = [at.office, profile, "--headless", "--norestore", "--nologo", "--accept=pipe,name=leadbook-test;urp;"]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(300):
            if calc.lock_file(at).exists():
                break
            time.sleep(0.1)
        with pytest.raises(SetupError, match="LibreOffice is open") as caught:
            calc.install(at, PARTS)
        assert "Close LibreOffice" in caught.value.fix
        assert find_installed(at.profile) is None
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(30)


@pytest.mark.office
@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_root_is_told_to_run_it_as_the_person_who_uses_calc(tmp_path):
    at = linux(tmp_path, LEADBOOK_OFFICE=find_office(plain()))
    with pytest.raises(SetupError, match="root"):
        calc.install(at, PARTS)


@pytest.mark.office
def test_an_extension_that_libreoffice_refuses_is_told_with_its_words(tmp_path):
    needs = b"""<dependencies><l:LibreOffice-minimal-version value="99.0" l:name="LibreOffice 99"
 xmlns:l="http://libreoffice.org/extensions/description/2011"/></dependencies></description>"""
    at = linux(tmp_path)
    with pytest.raises(SetupError, match="refused the extension: unsatisfied dependencies\\."):
        calc.install(at, {**PARTS, "description.xml": PARTS["description.xml"].replace(b"</description>", needs)})
    assert find_installed(at.profile) is None


@pytest.mark.office
def test_libreoffices_own_python_is_taken_when_the_one_that_runs_cannot_speak_to_it(tmp_path):
    deaf = good_python(tmp_path / "deaf")
    (site(tmp_path / "deaf") / "uno.py").write_text("raise ImportError\n")
    at = linux(tmp_path, deaf)
    bundled = Path(at.office).with_name("python")
    bundled.write_text(f'#!/bin/sh\nexec {good_python(tmp_path / "own")} "$@"\n')
    bundled.chmod(0o755)
    assert calc.choose_python(at, at.office).path == bundled


@pytest.mark.office
def test_a_python_of_libreoffice_without_leadbook_gets_the_command_that_helps(tmp_path):
    deaf = good_python(tmp_path / "deaf")
    (site(tmp_path / "deaf") / "uno.py").write_text("raise ImportError\n")
    at = linux(tmp_path, deaf)
    bundled = Path(at.office).with_name("python")
    bundled.symlink_to(bare_python(tmp_path / "own"))
    with pytest.raises(SetupError) as caught:
        calc.install(at, PARTS)
    assert f'"{bundled}" -m pip install' in caught.value.fix
    bundled.unlink()  # now the system's own is asked, which takes no packages by pip
    with pytest.raises(SetupError) as caught:
        calc.install(at, PARTS)
    assert "/usr/bin/python3 -m venv --system-site-packages" in caught.value.fix


def test_a_libreoffice_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BackendMissing, match="LEADBOOK_OFFICE names"):
        calc.install(linux(tmp_path, LEADBOOK_OFFICE=str(tmp_path / "gone")), PARTS)
    with pytest.raises(BackendMissing, match="not installed"):
        calc.install(linux(tmp_path, LEADBOOK_OFFICE="", PATH=str(tmp_path)), PARTS)
