"""The buttons in Excel: set up, again, anew, taken away; on folders laid out as Windows and macOS have them."""

import dataclasses
import sys
from pathlib import Path

import pytest

from leadbook import __version__
from leadbook.errors import SetupError, UsageError
from leadbook.hosts import excel
from leadbook.hosts.files import marked
from leadbook.hosts.registry import KEY
from tests.hosts.computer import ADDIN, SCRIPT, bare_python, linux, macos, windows


def everything_below(folder):
    """Each file with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_on_windows_the_add_in_is_copied_and_the_registry_names_python(tmp_path):
    at = windows(tmp_path)
    done = excel.install(at, ADDIN, SCRIPT)
    assert at.addin.read_bytes() == ADDIN
    assert at.registry.read("HKCU", KEY, "Python") == sys.executable
    assert at.registry.read("HKCU", KEY, "Version") == __version__
    assert done.changed
    assert str(at.addin) in done.outputs
    assert any("Open Excel" in note for note in done.notes)
    assert len(everything_below(tmp_path)) == 1


def test_on_macos_the_script_gets_the_path_of_python(tmp_path):
    at = macos(tmp_path)
    excel.install(at, ADDIN, SCRIPT)
    assert at.script.read_text() == SCRIPT.replace("@PYTHON@", sys.executable)
    assert at.addin.read_bytes() == ADDIN
    assert excel.registered(at) == Path(sys.executable)
    assert len(everything_below(tmp_path)) == 2


def test_a_path_with_quotation_marks_and_backslashes_comes_back_from_the_script(tmp_path):
    at = macos(tmp_path)
    odd = Path('/Users/me/My "own" \\ things/bin/python3')
    at.script.parent.mkdir(parents=True)
    at.script.write_text(excel.render(SCRIPT, odd))
    assert excel.registered(at) == odd


@pytest.mark.parametrize("system", [windows, macos])
def test_twice_is_the_same_as_once(tmp_path, system):
    at = system(tmp_path)
    excel.install(at, ADDIN, SCRIPT)
    before = everything_below(tmp_path)
    again = excel.install(at, ADDIN, SCRIPT)
    assert (again.changed, again.outputs) == (False, ())
    assert "already" in again.notes[0]
    assert everything_below(tmp_path) == before


def test_a_new_version_replaces_the_add_in_and_takes_the_mark_of_the_web_off(tmp_path):
    at = windows(tmp_path)
    excel.install(at, b"older", SCRIPT)
    Path(f"{at.addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n")
    assert marked(at.addin)
    assert excel.install(at, ADDIN, SCRIPT).outputs == (str(at.addin),)
    assert at.addin.read_bytes() == ADDIN
    assert not marked(at.addin)


def test_the_mark_of_the_web_alone_is_a_reason_to_write_anew(tmp_path):
    at = windows(tmp_path)
    excel.install(at, ADDIN, SCRIPT)
    Path(f"{at.addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n")
    assert excel.install(at, ADDIN, SCRIPT).changed
    assert not marked(at.addin)


@pytest.mark.parametrize("system", [windows, macos])
def test_uninstall_takes_away_what_install_wrote_and_nothing_else(tmp_path, system):
    at = system(tmp_path)
    own = at.addin.with_name("Mine.xlam")
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    if at.registry:
        at.registry.set("HKCU", r"Software\Other", "Python", "theirs")
    excel.install(at, ADDIN, SCRIPT)
    assert excel.uninstall(at).changed
    assert list(everything_below(tmp_path)) == [own.relative_to(tmp_path)]
    if at.registry:
        assert at.registry.values == {("HKCU", r"software\other", "python"): "theirs"}
    again = excel.uninstall(at)
    assert not again.changed
    assert "nothing to take away" in again.notes[0]


def test_linux_is_told_of_calc():
    with pytest.raises(UsageError, match="leadbook install calc"):
        excel.install(linux(Path("/tmp")), ADDIN, SCRIPT)


def test_a_running_excel_is_to_be_restarted(tmp_path):
    at = dataclasses.replace(windows(tmp_path), running=(sys.executable, "-c", "print('EXCEL.EXE   4711 Console')"))
    assert "Restart Excel to see it." in excel.install(at, ADDIN, SCRIPT).notes
    idle = dataclasses.replace(at, running=(sys.executable, "-c", "print('INFO: No tasks are running.')"))
    assert not excel.is_running(idle)
    assert not excel.is_running(dataclasses.replace(at, running=("no-such-program",)))


def test_a_python_without_leadbook_is_refused_and_nothing_is_written(tmp_path):
    at = windows(tmp_path / "home", bare_python(tmp_path / "bare"))
    with pytest.raises(SetupError, match="does not find Leadbook"):
        excel.install(at, ADDIN, SCRIPT)
    assert not (tmp_path / "home").exists()
    assert at.registry.values == {}


def test_the_link_of_the_windows_store_is_refused(tmp_path):
    stub = tmp_path / "AppData/Local/Microsoft/WindowsApps/python.exe"
    with pytest.raises(SetupError, match=r"python\.org"):
        excel.install(windows(tmp_path, stub), ADDIN, SCRIPT)


def test_a_python_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SetupError, match="There is no Python"):
        excel.install(windows(tmp_path, tmp_path / "gone" / "python.exe"), ADDIN, SCRIPT)


def test_a_start_folder_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    at = windows(tmp_path)
    at.addin.parent.parent.mkdir(parents=True)
    at.addin.parent.write_bytes(b"a file where the folder belongs")
    with pytest.raises(SetupError, match="could not be written") as caught:
        excel.install(at, ADDIN, SCRIPT)
    assert "Close Excel" in caught.value.fix
    assert len(everything_below(tmp_path)) == 1
