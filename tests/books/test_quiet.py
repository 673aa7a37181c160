"""A program is held still while Leadbook works in it, and is as it was afterwards."""

from __future__ import annotations

import pytest
import xlwings as xw

from leadbook.books.live.quiet import SETTINGS, quiet


class Program:
    """The settings of a program; as on macOS, `interactive` is one that xlwings refuses."""

    def __init__(self) -> None:
        self.screen_updating = self.display_alerts = self.enable_events = True
        self.calculation: str = "automatic"
        self.status_bar: object = False

    @property
    def interactive(self) -> bool:
        """As xlwings for macOS has it."""
        raise xw.XlwingsError("Getting or setting 'app.interactive' isn't supported on macOS.")


def settings(program: Program) -> list[object]:
    """All that is held still."""
    return [getattr(program, name) for name in SETTINGS if name != "interactive"] + [program.calculation]


def test_a_setting_that_a_program_does_not_have_stops_nothing():
    program = Program()
    with quiet(program) as tell:
        tell("12 of 40")
        assert settings(program) == [False, False, False, "manual"]
        assert program.status_bar == "Leadbook: 12 of 40"
    assert settings(program) == [True, True, True, "automatic"]
    assert program.status_bar is False


def test_everything_is_put_back_after_an_error():
    program = Program()
    program.display_alerts, program.calculation = False, "semiautomatic"
    with pytest.raises(KeyError), quiet(program):
        raise KeyError
    assert settings(program) == [True, False, True, "semiautomatic"]
