"""The menu and toolbar of LibreOffice Calc, from ACTIONS: `python -m leadbook.fronts.calcmenu [FOLDER]`.

Writes into the extension's sources (macros/calc): Addons.xcu, the menu "Leadbook" and the toolbar of the same name,
and buttons.py, what each entry asks. An action with variants is a submenu whose first entry is the action itself;
the toolbar has the actions alone. Groups stand in the order of the week, with a line between them. An icon is shown
when the folder beside the sources has one (icons/NAME.png). The markup is that of LibreOffice's Addons schema,
org.openoffice.Office.Addons.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from leadbook.actions import ACTIONS, CAMPAIGNS, LEADS, LISTS, RESULTS, WORKBOOK, Action, Button, Variant

GROUPS = (LISTS, LEADS, CAMPAIGNS, RESULTS, WORKBOOK)
SERVICE = "org.leadbook.calc.Command"
BUTTONS_FILE = "python/pythonpath/leadbook_calc/buttons.py"
_CONTEXT = "com.sun.star.sheet.SpreadsheetDocument"
_ADDONS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by python -m leadbook.fronts.calcmenu -->
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"\
 oor:name="Addons" oor:package="org.openoffice.Office">
 <node oor:name="AddonUI">
  <node oor:name="OfficeMenuBar">
   <node oor:name="org.leadbook.calc.menu" oor:op="replace">
{menu}   </node>
  </node>
  <node oor:name="OfficeToolBar">
   <node oor:name="org.leadbook.calc.toolbar" oor:op="replace">
{bar}   </node>
  </node>
  <node oor:name="Images">
{images}  </node>
 </node>
</oor:component-data>
"""
_BUTTONS = '''"""What each button asks before its command runs. Written by python -m leadbook.fronts.calcmenu."""

# ruff: noqa: E501

from collections import namedtuple

Button = namedtuple("Button", "label asks prompt needs_book")

LIST_KINDS = {kinds}

BUTTONS = {{
{lines}}}
'''


def groups() -> list[tuple[Action, ...]]:
    """The actions that have a button, group by group; each group in the order of ACTIONS."""
    found = [tuple(entry for entry in ACTIONS if entry.button and entry.button.group == group) for group in GROUPS]
    return [group for group in found if group]


def addons(icons: frozenset[str] = frozenset()) -> str:
    """The text of Addons.xcu.

    Args:
        icons: the actions and variants that have an icon.
    """
    names = count(1)
    menu = _value("Title", "Leadbook", 4) + _value("Context", _CONTEXT, 4) + "    <node oor:name=\"Submenu\">\n"
    bar = ""
    for index, group in enumerate(groups()):
        if index:
            menu += _node(next(names), _value("URL", "private:separator", 6), 5)
            bar += _node(next(names), _value("URL", "private:separator", 5), 4)
        for entry in group:
            menu += _node(next(names), _menu_entry(entry, names), 5)
            bar += _node(next(names), _toolbar_entry(entry), 4)
    menu += "    </node>\n"
    commands = [command for command, _ in _asked()]
    images = "".join(_image(command) for command in commands if _icon(command) in icons)
    return _ADDONS.format(menu=menu, bar=bar, images=images)


def buttons(list_suffixes: frozenset[str]) -> str:
    """The text of buttons.py.

    Args:
        list_suffixes: ends of the names of files that can be imported (".csv").
    """
    lines = "".join(
        f"    {_quoted(key)}: Button({_quoted(label)}, {_quoted(asks)}, {_quoted(prompt)}, {needs}),\n"
        for key, (label, asks, prompt, needs) in _asked()
    )
    return _BUTTONS.format(kinds=_quoted(";".join(f"*{suffix}" for suffix in sorted(list_suffixes))), lines=lines)


def _quoted(text: str) -> str:
    """The text as a literal of Python."""
    return json.dumps(text, ensure_ascii=False)


def _asked() -> Iterator[tuple[str, tuple[str, str, str, bool]]]:
    """Each command with what it asks: (label, asks, prompt, needs a workbook)."""
    for group in groups():
        for entry in group:
            button = _button(entry)
            yield entry.name, (button.label, button.asks, button.prompt, button.needs_book)
            for variant in button.variants:
                key = f"{entry.name} {variant.name}"
                yield key, (variant.label, variant.asks, variant.prompt, button.needs_book)


def _button(entry: Action) -> Button:
    if entry.button is None:
        raise ValueError(f"{entry.name} has no button")
    return entry.button


def _menu_entry(entry: Action, names: Iterator[int]) -> str:
    """What stands in the node of an action: its command, or a submenu with the action and its variants."""
    button = _button(entry)
    label = with_key(button.label, button.keytip)
    if not button.variants:
        return _address(entry.name, 6) + _value("Title", label, 6)
    below = _node(next(names), _address(entry.name, 8) + _value("Title", label, 8), 7)
    for variant in button.variants:
        below += _node(next(names), _variant_entry(entry, variant), 7)
    return f'{_value("Title", label, 6)}      <node oor:name="Submenu">\n{below}      </node>\n'


def _variant_entry(entry: Action, variant: Variant) -> str:
    return _address(f"{entry.name} {variant.name}", 8) + _value("Title", variant.label, 8)


def _toolbar_entry(entry: Action) -> str:
    return _address(entry.name, 5) + _value("Title", _button(entry).label, 5) + _value("Context", _CONTEXT, 5)


def with_key(label: str, keytip: str) -> str:
    """The label with "~" before its access key: the first letter of the key tip that it has, if any."""
    place = label.upper().find(keytip[:1].upper())
    return label if place < 0 else f"{label[:place]}~{label[place:]}"


def _address(command: str, indent: int) -> str:
    return _value("URL", f"service:{SERVICE}?{command.replace(' ', '%20')}", indent)


def _value(name: str, value: str, indent: int) -> str:
    """One property; what a person reads has a language."""
    language = ' xml:lang="en-US"' if name == "Title" else ""
    return f'{" " * indent}<prop oor:name="{name}"><value{language}>{escape(value)}</value></prop>\n'


def _node(number: int, inner: str, indent: int) -> str:
    """A node; LibreOffice sorts them by name, so the names are numbers of one length."""
    blank = " " * indent
    return f'{blank}<node oor:name="n{number:03d}" oor:op="replace">\n{inner}{blank}</node>\n'


def _icon(command: str) -> str:
    """Name of the icon of a command: its variant's, else its action's."""
    return command.split(" ")[-1]


def _image(command: str) -> str:
    path = f"vnd.sun.star.extension://org.leadbook.calc/icons/{_icon(command)}.png"
    sizes = "".join(_value(size, path, 5) for size in ("ImageSmallURL", "ImageBigURL"))
    return (
        f'   <node oor:name="{command.replace(" ", "_")}" oor:op="replace">\n{_address(command, 4)}'
        f'    <node oor:name="UserDefinedImages">\n{sizes}    </node>\n   </node>\n'
    )


def main(folder: Path) -> None:
    """Write both files into the extension's sources."""
    from leadbook.actions.importing import LIST_SUFFIXES

    icons = frozenset(path.stem for path in (folder.parent / "icons").glob("*.png"))
    (folder / "Addons.xcu").write_text(addons(icons), encoding="utf-8", newline="\n")
    (folder / BUTTONS_FILE).write_text(buttons(LIST_SUFFIXES), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("macros/calc"))
