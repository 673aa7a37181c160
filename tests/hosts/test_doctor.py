"""`doctor` names what is wrong and what to do, for set-ups that are really broken."""

from __future__ import annotations

import json
import plistlib
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from leadbook.findings import sayings
from leadbook.hosts import calc, checks, checks_calc, checks_excel, excel
from leadbook.hosts.checks import Check, State
from leadbook.hosts.extension import PYTHON, find_installed
from leadbook.hosts.places import Places
from leadbook.hosts.registry import KEY
from tests.hosts.computer import (
    ADDIN,
    PARTS,
    ROOT,
    SCRIPT,
    bare_python,
    good_python,
    linux,
    macos,
    old_python,
    plain,
    run,
    site,
    windows,
)  # fmt: skip

OFFICE_KEY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY_KEY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


def excel_lines(at: Places) -> list[Check]:
    return checks_excel.of_excel(at, lambda: ADDIN, lambda: SCRIPT)


def calc_lines(at: Places, parts=PARTS) -> list[Check]:
    return checks_calc.of_calc(at, lambda: parts)


def broken(lines: list[Check]) -> dict[str, Check]:
    """What does not work, by code; a Python below a temporary folder is how tests are, not what they are about."""
    return {line.code: line for line in lines if line.state is State.WRONG and line.code != "setup_python_temporary"}


def only(lines: list[Check], code: str) -> Check:
    """The one thing that is wrong."""
    found = broken(lines)
    assert list(found) == [code]
    assert code in sayings()
    assert found[code].fix
    return found[code]


def installed(at: Places) -> Places:
    excel.install(at, ADDIN, SCRIPT)
    return at


def register(at: Places, python: Path | str) -> None:
    """Write another Python where the macros look."""
    if at.registry is not None:
        at.registry.set("HKCU", KEY, "Python", str(python))
    else:
        at.script.write_text(excel.render(SCRIPT, Path(python)))


SYSTEMS = pytest.mark.parametrize("system", [windows, macos])


@SYSTEMS
def test_a_good_set_up_has_nothing_wrong_and_says_what_it_found(tmp_path, system):
    lines = excel_lines(installed(system(tmp_path)))
    assert broken(lines) == {}
    said = " ".join(line.what for line in lines if line.state is State.OK)
    assert f"The buttons start {sys.executable}" in said
    assert "of this version" in said


@SYSTEMS
def test_what_was_never_set_up_is_not_called_broken(tmp_path, system):
    lines = excel_lines(system(tmp_path))
    assert broken(lines) == {}
    assert {line.code: line.fix for line in lines}["setup_excel_off"] == "Run: leadbook install excel"


@SYSTEMS
def test_a_python_that_is_gone(tmp_path, system):
    at = installed(system(tmp_path))
    register(at, tmp_path / "gone" / "python.exe")
    line = only(excel_lines(at), "setup_python_missing")
    assert str(tmp_path / "gone") in line.what
    assert line.fix == "Run: leadbook install excel"


@SYSTEMS
def test_a_python_without_leadbook(tmp_path, system):
    at = installed(system(tmp_path))
    register(at, bare_python(tmp_path / "bare"))
    only(excel_lines(at), "setup_python_without_leadbook")


def test_a_python_that_lacks_packages(tmp_path):
    at = installed(windows(tmp_path))
    register(at, bare_python(tmp_path / "few", ROOT))
    assert "pandas" in only(excel_lines(at), "setup_python_lacks").what


def test_a_python_with_another_version(tmp_path):
    at = installed(windows(tmp_path))
    register(at, old_python(tmp_path / "old"))
    assert "0.0.9" in only(excel_lines(at), "setup_python_other_version").what


def test_an_environment_whose_python_was_removed(tmp_path):
    at = installed(windows(tmp_path))
    dead = tmp_path / "python"
    dead.write_text("#!/nowhere/python3\n")
    dead.chmod(0o755)
    register(at, dead)
    only(excel_lines(at), "setup_python_dead")


def test_the_link_of_the_windows_store(tmp_path):
    at = installed(windows(tmp_path))
    register(at, "C:\\Users\\d\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe")
    assert "python.org" in only(excel_lines(at), "setup_python_store").fix


def test_a_registry_that_names_no_python(tmp_path):
    at = installed(windows(tmp_path))
    at.registry.remove(KEY)
    only(excel_lines(at), "setup_python_unregistered")


@SYSTEMS
def test_an_add_in_that_was_deleted(tmp_path, system):
    at = installed(system(tmp_path))
    at.addin.unlink()
    only(excel_lines(at), "setup_addin_missing")


@SYSTEMS
def test_an_add_in_of_another_version(tmp_path, system):
    at = installed(system(tmp_path))
    at.addin.write_bytes(b"an older one")
    only(excel_lines(at), "setup_addin_other")


def test_an_add_in_that_windows_marked_as_from_the_internet(tmp_path):
    at = installed(windows(tmp_path))
    Path(f"{at.addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://mail.example\r\n")
    assert "Unblock" in only(excel_lines(at), "setup_addin_marked").fix
    Path(f"{at.addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=1\r\n")  # the company's own network
    assert broken(excel_lines(at)) == {}


def test_a_start_folder_that_is_a_file(tmp_path):
    at = windows(tmp_path)
    at.registry.set("HKCU", KEY, "Python", sys.executable)
    at.addin.parent.parent.mkdir(parents=True)
    at.addin.parent.write_bytes(b"")
    assert set(broken(excel_lines(at))) == {"setup_addin_missing", "setup_start_unwritable"}


def test_a_script_that_is_missing_on_macos(tmp_path):
    at = installed(macos(tmp_path))
    at.script.unlink()
    only(excel_lines(at), "setup_script_missing")


def test_a_script_of_another_version_on_macos(tmp_path):
    at = installed(macos(tmp_path))
    at.script.write_text(at.script.read_text() + "-- a line of another version\n")
    only(excel_lines(at), "setup_script_other")
    at.script.write_text("-- cut off\n")
    only(excel_lines(at), "setup_python_unregistered")


@pytest.mark.parametrize(("hive", "key", "value", "code", "helps"), [
    ("HKCU", OFFICE_KEY, 4, "setup_macros_off", "Trust Center"),
    ("HKCU", POLICY_KEY, 4, "setup_macros_off", "policy"),
    ("HKLM", POLICY_KEY, 3, "setup_macros_signed", "policy"),
])  # fmt: skip
def test_macros_that_are_forbidden(tmp_path, hive, key, value, code, helps):
    at = installed(windows(tmp_path))
    at.registry.set(hive, key, "VBAWarnings", value)
    assert helps in only(excel_lines(at), code).fix


def test_the_policy_goes_before_the_users_own_setting(tmp_path):
    at = installed(windows(tmp_path))
    at.registry.set("HKCU", OFFICE_KEY, "VBAWarnings", 4)
    at.registry.set("HKCU", POLICY_KEY, "VBAWarnings", 2)
    assert broken(excel_lines(at)) == {}


@pytest.mark.parametrize(("below", "name", "code"), [
    (r"\Trusted Locations", "AllLocationsDisabled", "setup_trusted_off"),
    ("", "DisableAllAddins", "setup_addins_off"),
    ("", "RequireAddinSig", "setup_addins_signed"),
])  # fmt: skip
def test_settings_that_hold_the_add_in_back(tmp_path, below, name, code):
    at = installed(windows(tmp_path))
    at.registry.set("HKCU", OFFICE_KEY + below, name, 1)
    only(excel_lines(at), code)


def test_macros_from_the_internet_that_are_blocked_concern_no_workbook_made_here(tmp_path):
    at = installed(windows(tmp_path))
    at.registry.set("HKCU", POLICY_KEY, "BlockContentExecutionFromInternet", 1)
    lines = excel_lines(at)
    assert broken(lines) == {}
    assert "setup_macros_internet" in {line.code for line in lines}


@pytest.mark.parametrize("at_place", [0, 1])
def test_macros_that_are_forbidden_on_macos(tmp_path, at_place):
    at = installed(macos(tmp_path))
    path = at.preferences[at_place]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plistlib.dumps({"VisualBasicMacroExecutionState": "DisabledWithoutWarnings"}))
    fix = only(excel_lines(at), "setup_macros_off").fix
    assert ("policy" in fix) == (at_place == 0)
    path.write_bytes(plistlib.dumps({"VisualBasicMacroExecutionState": "DisabledWithWarnings"}))
    assert broken(excel_lines(at)) == {}


@pytest.mark.parametrize(("machine", "bits"), [(0x8664, "64 bit"), (0x14C, "32 bit"), (0xAA64, "64 bit (ARM)")])
def test_excels_bits_are_read_from_its_program(tmp_path, machine, bits):
    program = tmp_path / "EXCEL.EXE"
    program.write_bytes(b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x80) + bytes(0x40) + b"PE\0\0"
                        + struct.pack("<H", machine) + bytes(64))  # fmt: skip
    at = windows(tmp_path)
    at.registry.set("HKLM", checks_excel.PROGRAM, "", str(program))
    assert excel_lines(at)[0].what == f"Excel, {bits}: {program}"


def test_excel_for_macos_is_found_with_its_version(tmp_path):
    at = macos(tmp_path)
    info = at.excel[0] / "Contents" / "Info.plist"
    info.parent.mkdir(parents=True)
    info.write_bytes(plistlib.dumps({"CFBundleShortVersionString": "16.90"}))
    assert excel_lines(at)[0].what == f"Excel 16.90: {at.excel[0]}"


def test_the_variable_that_goes_before_everything_is_named_and_looked_at(tmp_path):
    at = windows(tmp_path, LEADBOOK_PYTHON=str(tmp_path / "gone"))
    lines = checks.of_variable(at)
    assert lines[0].code == "setup_python_variable"
    assert "LEADBOOK_PYTHON" in only(lines, "setup_python_missing").fix
    assert checks.of_variable(windows(tmp_path)) == []


# LibreOffice


@pytest.mark.office
def test_calc_in_order_has_nothing_wrong(tmp_path):
    at = linux(tmp_path)
    calc.install(at, PARTS)
    lines = calc_lines(at)
    assert broken(lines) == {}
    said = " ".join(line.what for line in lines)
    assert "LibreOffice " in lines[0].what
    assert "speaks to LibreOffice" in said


@pytest.mark.office
def test_an_extension_that_is_not_installed(tmp_path):
    lines = calc_lines(linux(tmp_path))
    assert broken(lines) == {}
    assert {line.code: line.fix for line in lines}["setup_extension_missing"] == "Run: leadbook install calc"


@pytest.mark.office
def test_an_extension_of_another_version(tmp_path):
    at = linux(tmp_path)
    calc.install(at, PARTS)
    assert only(calc_lines(at, {**PARTS, "more.txt": b"new"}), "setup_extension_other").fix.endswith("install calc")


@pytest.mark.office
def test_an_extension_with_a_dead_python_and_one_with_none(tmp_path):
    at = linux(tmp_path, good_python(tmp_path / "env"))
    calc.install(at, PARTS)
    at.python.unlink()
    only(calc_lines(at), "setup_python_missing")
    (find_installed(at.profile).folder / PYTHON).write_text("")
    only(calc_lines(at), "setup_python_unregistered")


@pytest.mark.office
def test_a_python_that_lost_its_way_to_libreoffice(tmp_path):
    at = linux(tmp_path, good_python(tmp_path / "env"))
    calc.install(at, PARTS)
    (site(tmp_path / "env") / "uno.py").write_text("raise ImportError('made for another Python')\n")
    only(calc_lines(at), "setup_uno_missing")


def test_a_libreoffice_that_is_not_there(tmp_path):
    only(calc_lines(linux(tmp_path, LEADBOOK_OFFICE=str(tmp_path / "gone"))), "setup_office_missing")
    lines = calc_lines(linux(tmp_path, LEADBOOK_OFFICE="", PATH=str(tmp_path)))
    assert [(line.code, line.state) for line in lines] == [("setup_office_missing", State.OFF)]


def test_a_libreoffice_that_does_not_start(tmp_path):
    dead = tmp_path / "soffice"
    dead.write_text("#!/bin/sh\nexit 1\n")
    dead.chmod(0o755)
    only(calc_lines(linux(tmp_path, LEADBOOK_OFFICE=str(dead))), "setup_office_dead")


@pytest.mark.office
@pytest.mark.parametrize(("level", "code"), [("3", "setup_calc_macros"), ("2", "setup_calc_macros"), ("1", "")])
def test_macro_security_of_libreoffice_says_which_buttons_run(tmp_path, level, code):
    at = linux(tmp_path)
    calc.install(at, PARTS)
    settings = at.profile / "user" / "registrymodifications.xcu"
    item = (
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" '
        f'oor:op="fuse"><value>{level}</value></prop></item></oor:items>'
    )
    settings.write_text(settings.read_text().replace("</oor:items>", item))
    lines = calc_lines(at)
    assert broken(lines) == {}
    assert lines[-1].code == code


# Leadbook itself


def test_a_folder_of_records_that_cannot_be_written(tmp_path):
    in_the_way = tmp_path / "state"
    in_the_way.write_bytes(b"")
    assert "LEADBOOK_STATE" in only(checks.of_folder(in_the_way / "more"), "setup_folder_unwritable").fix
    assert broken(checks.of_folder(tmp_path / "new" / "one")) == {}
    assert not (tmp_path / "new").exists()


def test_a_folder_of_records_that_is_read_only_is_named_by_the_command(tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    state.chmod(0o555)
    done = run("doctor", "--json", "--strict", "--quiet", LEADBOOK_STATE=str(state), LEADBOOK_OFFICE=str(tmp_path))
    found = json.loads(done.stdout)
    assert done.returncode == 4, done.stderr
    codes = {one["code"] for one in found["findings"] if one["severity"] == "problem"}
    assert codes >= {"setup_folder_unwritable", "setup_office_missing"}
    assert found["counts"]["needs_a_person"] == len([f for f in found["findings"] if f["severity"] == "problem"])
    assert found["changed"] is False


def test_a_package_of_a_version_out_of_bounds(tmp_path):
    info = tmp_path / "pandas-1.5.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pandas\nVersion: 1.5.3\n")
    command = [sys.executable, "-m", "leadbook", "doctor", "--json", "--quiet"]
    env = plain(PYTHONPATH=str(tmp_path), LEADBOOK_STATE=str(tmp_path), LEADBOOK_CALC_PROFILE=str(tmp_path))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    found = [one for one in json.loads(done.stdout)["findings"] if one["code"] == "setup_package_version"]
    assert "pandas is 1.5.3" in found[0]["note"]
    assert "pip install" in found[0]["note"]


def test_a_package_that_is_missing_and_requirements_that_do_not_concern_this_computer():
    lines = checks.of_packages(["no-such-package>=1,<2", 'tzdata; sys_platform == "amiga"', 'x>1; extra == "dev"'])
    assert "no-such-package" in only(lines, "setup_package_missing").what


@pytest.mark.parametrize(("have", "need", "fits"), [
    ("2.2", "a>=2.2,<4", True), ("2.2.0", "a==2.2", True), ("4.0", "a>=2.2,<4", False), ("4.0rc1", "a<4", False),
    ("10.1", "a>=9", True), ("3.9.9", "a<4,>=2.2", True), ("2.1.9", "a<4,>=2.2", False), ("1.2", "a!=1.2", False),
])  # fmt: skip
def test_versions_are_compared_as_numbers(have, need, fits):
    _, bounds = checks._parse(need)
    assert bounds
    assert all(checks._holds(have, sign, bound) for sign, bound in bounds) == fits
