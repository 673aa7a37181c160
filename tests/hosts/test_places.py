"""Where things are on each system, from the user's folder and variables alone."""

from pathlib import Path

from leadbook.hosts.places import System, running_python
from tests.hosts.computer import linux, macos, windows


def test_windows_has_the_add_in_in_the_start_folder_of_the_user(tmp_path):
    at = windows(tmp_path)
    assert at.addin == tmp_path / "AppData/Roaming/Microsoft/Excel/XLSTART/Leadbook.xlam"
    assert at.profile == tmp_path / "AppData/Roaming/LibreOffice/4"
    assert at.script is None
    assert not at.own_profile


def test_macos_has_add_in_and_script_where_a_sandboxed_excel_may_look(tmp_path):
    at = macos(tmp_path)
    office = tmp_path / "Library/Group Containers/UBF8T9346G.Office"
    assert at.addin == office / "User Content.localized/Startup.localized/Excel/Leadbook.xlam"
    assert at.script == tmp_path / "Library/Application Scripts/com.microsoft.Excel/Leadbook.applescript"
    assert at.profile == tmp_path / "Library/Application Support/LibreOffice/4"
    assert at.registry is None


def test_linux_has_no_excel_and_the_profile_that_the_variable_names(tmp_path):
    at = linux(tmp_path)
    assert at.addin is None
    assert (at.profile, at.own_profile) == (tmp_path / "profile", True)
    assert linux(tmp_path, LEADBOOK_CALC_PROFILE="", XDG_CONFIG_HOME="").profile == tmp_path / ".config/libreoffice/4"


def test_the_python_of_an_environment_is_kept_by_its_own_name(tmp_path):
    link = tmp_path / "bin" / "python"
    assert running_python(System.LINUX, str(link), str(tmp_path)) == link


def test_windows_registers_python_exe_of_the_environment_and_never_pythonw(tmp_path):
    scripts = tmp_path / "env" / "Scripts"
    scripts.mkdir(parents=True)
    (scripts / "python.exe").touch()
    base = tmp_path / "base"
    base.mkdir()
    (base / "python.exe").touch()
    assert running_python(System.WINDOWS, str(base / "python.exe"), str(tmp_path / "env")) == scripts / "python.exe"
    assert running_python(System.WINDOWS, str(base / "pythonw.exe"), str(base)) == base / "python.exe"
    assert running_python(System.WINDOWS, "C:/odd/py.exe", str(base)) == Path("C:/odd/py.exe")
