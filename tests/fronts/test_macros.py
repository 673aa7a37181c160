"""The tab and the macros: every action has its button, what is named exists, and requests go through as they are."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import time
import zlib
from pathlib import Path

import pytest
from lxml import etree

from leadbook.actions import ACTIONS, Button, Variant, action
from leadbook.fronts import macros
from leadbook.template.macros.buttons import BUTTONS
from leadbook.template.macros.sources import packed

ROOT = Path(__file__).parents[2]
MACROS = ROOT / "macros"
PACKED = ROOT / "leadbook" / "template" / "data"
NAMESPACE = "{http://schemas.microsoft.com/office/2006/01/customui}"
ROOT_ELEMENT = etree.fromstring(macros.ribbon().encode())
CONTROLS = [node for node in ROOT_ELEMENT.iter(f"{NAMESPACE}*") if node.tag != f"{NAMESPACE}customUI"]
PRESSED = [node for node in CONTROLS if node.tag == f"{NAMESPACE}button"]
SUBS = {
    name: path.name for path in sorted(MACROS.glob("*.bas"))
    for name in re.findall(r"^Public (?:Sub|Function) (\w+)", path.read_text("utf-8"), re.MULTILINE)
}  # fmt: skip

ALLOWED = {
    "ribbon": set(), "tabs": set(),
    "tab": {"id", "label", "keytip", "insertAfterMso"},
    "group": {"id", "label"},
    "splitButton": {"id", "size", "keytip"},
    "menu": {"id", "itemSize"},
    "button": {"id", "tag", "label", "image", "screentip", "supertip", "keytip", "onAction", "size"},
}  # fmt: skip
"""Attributes of these elements that the schema of 2006 knows, as far as they are used."""


def test_the_files_in_the_folder_macros_are_current():
    assert (MACROS / "ribbon.xml").read_text("utf-8") == macros.ribbon(), "run: python -m leadbook.fronts.macros"
    assert (MACROS / "LeadbookCommands.bas").read_text("utf-8") == macros.modules()


def test_writing_them_gives_the_same_files(tmp_path):
    macros.main(tmp_path)
    for name in ("ribbon.xml", "LeadbookCommands.bas"):
        assert (tmp_path / name).read_bytes() == (MACROS / name).read_bytes().replace(b"\r\n", b"\n")


def test_what_is_packed_is_made_from_the_folder_macros():
    found = {path.relative_to(PACKED).as_posix(): path.read_bytes() for path in PACKED.rglob("*") if path.is_file()}
    made = packed(MACROS)
    assert {name: found.get(name) for name in made} == made, "run: python -m leadbook.template"
    assert {name for name in found if name.startswith("icons/")} == {name for name in made if name.startswith("icons/")}


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda entry: entry.name)
def test_an_action_has_its_button_with_label_and_tips_and_so_has_each_variant(entry):
    buttons = {node.get("tag"): node for node in PRESSED if node.get("id").startswith("button")}
    if entry.button is None:
        assert entry.name not in buttons
        return
    node = buttons[entry.name]
    assert (node.get("label"), node.get("supertip")) == (entry.button.label, entry.help)
    assert node.xpath("ancestor::*[local-name()='group']/@label") == [entry.button.group]
    for variant in entry.button.variants:
        node = buttons[f"{entry.name} {variant.name}"]
        assert (node.get("label"), node.get("supertip")) == (variant.label, variant.tip)


def test_no_button_stands_for_anything_else_than_actions_and_help():
    tags = {node.get("tag") for node in PRESSED}
    assert tags == {command.tag for command in macros.every_command()}
    for tag in tags - {"help"}:
        name, _, variant = tag.partition(" ")
        found = action(name).button
        assert isinstance(found, Button)
        assert not variant or variant in {one.name for one in found.variants}


def test_only_attributes_of_the_schema_are_used_and_sizes_stand_where_they_may():
    for node in CONTROLS:
        name = node.tag.removeprefix(NAMESPACE)
        assert set(node.attrib) <= ALLOWED[name], name
        inside = node.getparent().tag.removeprefix(NAMESPACE)
        assert (node.get("size") is not None) == (name in ("button", "splitButton") and inside == "group")
        if name == "splitButton":
            assert [child.tag.removeprefix(NAMESPACE) for child in node] == ["button", "menu"]


def test_ids_and_key_tips_are_unique_and_short():
    ids = [node.get("id") for node in CONTROLS if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z]\w*", one) for one in ids)
    keys = [node.get("keytip") for node in CONTROLS if node.get("keytip")]
    assert len(keys) == len(set(keys)) > len(ACTIONS)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]{0,2}", one) for one in keys)
    reached = [node for node in PRESSED if not node.get("keytip")]
    assert all(node.getparent().tag == f"{NAMESPACE}splitButton" for node in reached), "its menu has the key"


def test_no_text_of_a_button_is_longer_than_excel_shows():
    for node in PRESSED:
        assert len(node.get("label")) <= 24
        assert len(node.get("supertip")) <= 200


def test_every_macro_that_the_tab_and_start_name_exists():
    assert {node.get("onAction") for node in PRESSED} == {"LeadbookPressed"}
    assert SUBS["LeadbookPressed"] == "LeadbookRibbon.bas"
    by_name = dict(re.findall(r'^        Case "([^"]+)": (\w+)$', macros.modules(), re.MULTILINE))
    assert by_name == {command.tag: command.macro for command in macros.every_command()}
    assert {SUBS[macro] for macro in by_name.values()} == {"LeadbookCommands.bas"}
    for caption, macro, _ in BUTTONS:
        command = next(command for command in macros.every_command() if command.macro == macro)
        assert command.label == caption
        assert " " not in command.tag


def test_names_of_macros_are_unique_over_all_modules():
    found = re.findall(
        r"^(?:Public|Private) (?:Sub|Function) (\w+)",
        "\n".join(path.read_text("utf-8") for path in MACROS.glob("*.bas")), re.MULTILINE,
    )  # fmt: skip
    assert len({name.lower() for name in found}) == len(found) > 40


def test_each_command_asks_for_what_its_action_asks_for():
    lines = dict(re.findall(r"^Public Sub (\w+)\(\)\n    LeadbookStart (.*)$", macros.modules(), re.MULTILINE))
    for command in macros.every_command():
        name, way, asks, question, needs_book = re.fullmatch(
            r'"(.*?)", "(.*?)", "(.*?)", "(.*?)", (True|False)', lines[command.macro]
        ).groups()
        assert f"{name} {way}".strip() == command.tag
        assert (asks, question.replace("...", "…")) == (command.asks, command.prompt.replace("...", "…"))
        assert needs_book == str(command.needs_book)
    host = (MACROS / "LeadbookHost.bas").read_text("utf-8")
    kinds = {one.asks for entry in ACTIONS if entry.button for one in (entry.button, *entry.button.variants)} - {""}
    assert {kind for kind in kinds if f'"{kind}"' not in host} <= {"list"}, "one list is what is left over there"


def test_every_picture_exists_is_32_by_32_and_none_is_left_over():
    named = {node.get("image") for node in PRESSED}
    assert named == {path.stem for path in (MACROS / "icons").glob("*.png")}
    for name in named:
        data = (MACROS / "icons" / f"{name}.png").read_bytes()
        assert struct.unpack(">2I5B", data[16:29]) == (32, 32, 8, 6, 0, 0, 0)


def test_no_two_pictures_are_alike_and_each_can_be_seen_on_a_light_tab():
    seen = set()
    for path in (MACROS / "icons").glob("*.png"):
        data = path.read_bytes()
        size = struct.unpack_from(">I", data, 33)[0]
        rows = zlib.decompress(data[41 : 41 + size])
        dots = [rows[at + 1 + 4 * x : at + 5 + 4 * x] for at in range(0, len(rows), 129) for x in range(32)]
        dark = [dot for dot in dots if dot[3] > 200 and sum(dot[:3]) < 450]
        assert len(dark) > 90, path.name
        assert rows not in seen
        seen.add(rows)


def test_the_drawing_still_gives_the_picture_that_is_there(tmp_path):
    spec = {"__name__": "draw", "__file__": str(tmp_path / "draw.py")}
    exec(compile((MACROS / "icons" / "draw.py").read_text("utf-8"), "draw.py", "exec"), spec)
    assert set(spec["ICONS"]) == {path.stem for path in (MACROS / "icons").glob("*.png")}
    row = [spec["pixel"](spec["ICONS"]["allocate"], x, 16) for x in range(32)]
    data = (MACROS / "icons" / "allocate.png").read_bytes()
    rows = zlib.decompress(data[41 : 41 + struct.unpack_from(">I", data, 33)[0]])
    assert b"".join(row) == rows[16 * 129 + 1 : 17 * 129]


@pytest.mark.parametrize("path", sorted(MACROS.glob("*.bas")), ids=lambda path: path.name)
def test_a_module_is_ascii_declares_everything_and_calls_no_library_directly(path):
    text = path.read_text("ascii")
    assert text.startswith(f'Attribute VB_Name = "{path.stem}"\n')
    assert ("\nOption Explicit\n" in text) == (path.stem != "LeadbookCalc"), "that one names LibreOffice's own function"
    assert not re.search(r"^\s*(?:Public |Private )?Declare ", text, re.MULTILINE)
    assert max(map(len, text.splitlines())) < 1000  # Visual Basic takes 1,023 letters a line


def test_three_dots_replace_their_sign_and_any_other_letter_is_refused():
    assert macros._quoted('What if … "quota"') == '"What if ... ""quota"""'
    with pytest.raises(UnicodeEncodeError):
        macros._quoted("Łódź")


def test_a_variant_becomes_one_name_in_one_word():
    variant = Variant(name="what-if", label="x", tip="y")
    assert macros.Command(tag=f"allocate {variant.name}", label="", tip="", keytip="").macro == "LeadbookAllocateWhatIf"


# ---------------------------------------------------------------- macOS


def shell(handler: str, **values: str) -> str:
    """What a handler of the script hands to the shell, put together as it says; `quoted form of` as AppleScript has it.

    Args:
        values: the property and the arguments by name.
    """
    script = (MACROS / "Leadbook.applescript").read_text("utf-8")
    body = re.search(rf"^on {handler}\(\w+\)$(.*?)^end {handler}$", script, re.MULTILINE | re.DOTALL)[1]

    def made(expression: str) -> str:
        parts = re.findall(r'"(?:\\.|[^"\\])*"|quoted form of \w+|\w+', expression)
        return "".join(
            part[1:-1].replace('\\"', '"') if part.startswith('"')
            else "'" + values[part.split()[-1]].replace("'", "'\\''") + "'" if " " in part
            else known[part]
            for part in parts
        )  # fmt: skip

    known: dict[str, str] = {}
    for name, expression in re.findall(r"^\tset (\w+) to (.*)$", body, re.MULTILINE):
        known[name] = made(expression)
    return made(re.search(r"do shell script (.*?)(?: without altering line endings)?$", body, re.MULTILINE)[1])


def start(python: str, request: str, **env: str) -> str:
    """Run the first handler under sh; the folder that it names."""
    line = shell("leadbookStart", leadbookPython=python, theRequest=request)
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, env=os.environ | env, check=True, timeout=20)
    return done.stdout.decode().rstrip("\n")


def answer(place: str) -> str:
    """Run the second handler until it gives an answer."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        line = shell("leadbookAnswer", thePlace=place)
        done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True, timeout=20)
        if done.stdout:
            return done.stdout.decode()
        time.sleep(0.05)
    raise AssertionError("no answer came")


def program(path: Path, text: str) -> str:
    """A program of the shell in the place of Python."""
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


REQUESTS = [
    "command=import\nfile=/Users/d/My 'lists'/a\"b $HOME `id` ; rm -rf x\\\\y.csv\ntext=50 % & more\n",
    "command=why\ntext=Łódź – 北京 !! #1\n",
    "command=check\n",
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_the_script_of_macos_hands_any_request_to_python_as_it_is(tmp_path, request_):
    python = program(tmp_path / "it's a \"python\" $x", "printf '%s|' \"$@\"\necho\nexit 3\n")
    place = start(python, request_, TMPDIR=str(tmp_path))
    assert answer(place) == f"-P|-m|leadbook.fronts.excel|--text|{request_}|\nexit=3\n"
    assert Path(place).parent == tmp_path
    assert not Path(place).exists()


def test_the_script_of_macos_does_not_wait_for_python(tmp_path):
    python = program(tmp_path / "python", f"while [ ! -e '{tmp_path}/go' ]; do sleep 0.05; done\necho status=done\n")
    place = start(python, "command=check\n", TMPDIR=str(tmp_path))
    line = shell("leadbookAnswer", thePlace=place)
    assert subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True).stdout == b""
    (tmp_path / "go").touch()
    assert answer(place) == "status=done\nexit=0\n"


def test_another_python_can_be_named_and_a_missing_one_has_its_exit_code(tmp_path):
    other = program(tmp_path / "other", "echo status=done\n")
    named = start("/nowhere/python", "command=check\n", TMPDIR=str(tmp_path), LEADBOOK_PYTHON=other)
    assert answer(named) == "status=done\nexit=0\n"
    assert answer(start("/nowhere/python", "command=check\n", TMPDIR=str(tmp_path))) == "exit=127\n"


def test_the_installer_finds_one_place_for_the_python_of_macos():
    script = (MACROS / "Leadbook.applescript").read_text("utf-8")
    assert script.count("@PYTHON@") == 1
    host = (MACROS / "LeadbookHost.bas").read_text("utf-8")
    for name in re.findall(r'AppleScriptTask\("Leadbook\.applescript", "(\w+)"', host):
        assert f"\non {name}(" in script


def test_excels_macro_shows_whole_what_python_says():
    from leadbook.fronts.said import MOST

    shown = re.search(r"MOST_LETTERS As Long = (\d+)", (MACROS / "LeadbookHost.bas").read_text("utf-8"))
    assert MOST <= int(shown[1]) < 1024
