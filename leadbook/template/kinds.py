"""How the values of each kind of column are shown."""

from __future__ import annotations

from leadbook.schema.core import Kind

NUMBER_FORMATS: dict[Kind, str] = {
    Kind.WHOLE: "#,##0_0",
    Kind.NUMBER: "General",
    Kind.MONEY: "#,##0_0",
    Kind.SHARE: "0%_0",
    Kind.DATE: "d mmm yyyy_0",
    Kind.STAMP: "d mmm yyyy hh:mm_0",
    Kind.MONTH: "mmm yyyy_0",
}
"""Formats end in `_0`: air at the right that every program keeps."""

SIGNS: dict[str, str] = {"USD": '"$"#,##0_0', "EUR": '"€"#,##0_0', "GBP": '"£"#,##0_0'}
"""Currency in Settings → how money is shown; other currencies show the bare number."""

BARE = frozenset({"quotas", "cover", "forecast"})
"""Tables whose quotas are money or units: a sign would be wrong in half of their rows."""

BOLD = frozenset({"verdict", "company", "status", "kind", "must", "name", "marketing_passes", "sales_passes"})
"""Columns the eye should find first."""
