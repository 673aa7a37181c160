"""The tab of buttons and their macros, written from `ACTIONS`: `python -m leadbook.fronts.macros [FOLDER]`.

`ribbon.xml` (the tab) and `LeadbookCommands.bas` (one Sub for each button) hold nothing that is not in ACTIONS, so
that an action which is added there has its button once this is run; `python -m leadbook.template` then packs them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from leadbook.actions import ACTIONS, CAMPAIGNS, LEADS, LISTS, RESULTS, WORKBOOK, Action

GROUPS = (LISTS, LEADS, CAMPAIGNS, RESULTS, WORKBOOK)
SMALL = frozenset({"new", "show", "demo"})
"""Actions with a small button: those needed once in a while."""

NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"
CALLBACK = "LeadbookPressed"
TAB_KEY, HELP_KEY = "K", "H"
_WRITTEN = "Written by python -m leadbook.fronts.macros; a change made here is lost."
_MODULE_HEAD = ('Attribute VB_Name = "LeadbookCommands"', "Option Explicit", "",
                f"' {_WRITTEN} One Sub for each button.")  # fmt: skip
_BY_NAME = ("", "' The command whose tag a button of the tab carries.",
            "Public Sub LeadbookByName(ByVal tag As String)", "    Select Case tag")  # fmt: skip
_RIBBON_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', f"<!-- {_WRITTEN} -->",
    f'<customUI xmlns="{NAMESPACE}">', "  <ribbon>", "    <tabs>",
    f'      <tab id="tabLeadbook" label="Leadbook" keytip="{TAB_KEY}" insertAfterMso="TabHome">',
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one button does.

    Args:
        tag: "allocate" or "allocate preview": what the button carries, and what Calc is told.
        label, tip: what a person reads.
        asks, prompt, needs_book: as in `leadbook.actions.Button`.
        keytip: unique in the whole tab.
    """

    tag: str
    label: str
    tip: str
    keytip: str
    asks: str = ""
    prompt: str = ""
    needs_book: bool = True

    @property
    def macro(self) -> str:
        """Name of its Sub: LeadbookAllocatePreview."""
        return "Leadbook" + "".join(word.capitalize() for word in self.tag.replace("-", " ").split())

    @property
    def image(self) -> str:
        """Name of its icon: that of the variant, or of the action."""
        return self.tag.split()[-1]


HELP = Command(
    tag="help", label="Help", tip="Say what each button does and where to read more.", keytip=HELP_KEY,
    needs_book=False,
)  # fmt: skip
"""The one button that is no action."""


def commands(action: Action) -> tuple[Command, ...]:
    """The command of an action and of each of its variants; none when it has no button."""
    button = action.button
    if button is None:
        return ()
    made = [Command(
        tag=action.name, label=button.label, tip=action.help, keytip=button.keytip,
        asks=button.asks, prompt=button.prompt, needs_book=button.needs_book,
    )]  # fmt: skip
    for number, variant in enumerate(button.variants, 1):
        made.append(Command(
            tag=f"{action.name} {variant.name}", label=variant.label, tip=variant.tip,
            keytip=f"{button.keytip}{number}", asks=variant.asks, prompt=variant.prompt, needs_book=button.needs_book,
        ))  # fmt: skip
    return tuple(made)


def every_command() -> tuple[Command, ...]:
    """All commands that have a button, in the order of ACTIONS; Help is the last."""
    return (*(command for action in ACTIONS for command in commands(action)), HELP)


def modules() -> str:
    """LeadbookCommands.bas: a Sub for each command, and one that finds it by the tag of a button."""
    lines = [*_MODULE_HEAD]
    for command in every_command():
        name, _, way = command.tag.partition(" ")
        given = ", ".join([*map(_quoted, (name, way, command.asks, command.prompt)), str(command.needs_book)])
        lines += ["", f"Public Sub {command.macro}()", f"    LeadbookStart {given}", "End Sub"]
    lines += _BY_NAME
    lines += [f"        Case {_quoted(command.tag)}: {command.macro}" for command in every_command()]
    return "".join(f"{line}\n" for line in [*lines, "    End Select", "End Sub"])


def ribbon() -> str:
    """ribbon.xml: the tab Leadbook; large buttons first in each group, those with variants with a menu beside them."""
    lines = [*_RIBBON_HEAD]
    for group in GROUPS:
        found = [action for action in ACTIONS if action.button is not None and action.button.group == group]
        lines.append(f'        <group id="grp{group}" label={quoteattr(group)}>')
        for action in sorted(found, key=lambda action: action.name in SMALL):
            lines += [f"          {line}" for line in _control(action)]
        if group == WORKBOOK:
            lines.append(f"          {_button(HELP, size='large')}")
        lines.append("        </group>")
    return "".join(f"{line}\n" for line in [*lines, "      </tab>", "    </tabs>", "  </ribbon>", "</customUI>"])


def _control(action: Action) -> Iterator[str]:
    """The lines of one action: a button, or a button with a menu."""
    first, *others = commands(action)
    size = "normal" if action.name in SMALL else "large"
    if not others:
        yield _button(first, size=size)
        return
    # the key opens the menu, so the first command stands there once more for those who use no mouse
    yield f'<splitButton id="split{first.macro}" size="{size}" keytip="{first.keytip}">'
    yield "  " + _button(first, keytip="")
    yield f'  <menu id="menu{first.macro}" itemSize="normal">'
    yield "    " + _button(first, name="item", keytip=f"{first.keytip}0")
    yield from ("    " + _button(command) for command in others)
    yield "  </menu>"
    yield "</splitButton>"


def _button(command: Command, *, name: str = "button", size: str = "", keytip: str | None = None) -> str:
    key = command.keytip if keytip is None else keytip
    given = {
        "id": f"{name}{command.macro}", "tag": command.tag, "label": command.label, "size": size,
        "image": command.image, "screentip": command.label, "supertip": command.tip, "keytip": key,
        "onAction": CALLBACK,
    }  # fmt: skip
    return "<button " + " ".join(f"{key}={quoteattr(value)}" for key, value in given.items() if value) + "/>"


def _quoted(text: str) -> str:
    """A text of Visual Basic; three dots instead of their sign, as a module holds only letters of ASCII.

    Raises:
        UnicodeEncodeError: another letter beyond ASCII.
    """
    plain = text.replace("…", "...").replace('"', '""')
    return f'"{plain.encode("ascii").decode()}"'


def main(folder: Path) -> None:
    """Write the two files into the folder."""
    (folder / "ribbon.xml").write_text(ribbon(), encoding="utf-8", newline="\n")
    (folder / "LeadbookCommands.bas").write_text(modules(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "macros")
