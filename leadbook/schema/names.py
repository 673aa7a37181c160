"""Names for settings that formulas of the workbook use: a formula under a name, as settings may be sorted or moved."""

from __future__ import annotations

CURRENCY = "lb_currency"
"""The currency in Settings."""
MEASURED_FROM = "lb_measured_from"
"""From how many closed leads on the measured close rate counts; 20 where Settings has no whole number above 0."""

_VALUE = 'INDEX(tblSettings[Value],MATCH("{}",tblSettings[Key],0))'
_FROM = f"VALUE({_VALUE.format('measured_from')})"

NAMES: dict[str, str] = {
    CURRENCY: _VALUE.format("currency"),
    MEASURED_FROM: f"IFERROR(IF(AND({_FROM}>=1,{_FROM}=INT({_FROM})),{_FROM},20),20)",
}
"""Name → formula without its leading "="."""
