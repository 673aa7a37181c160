"""Texts that spreadsheets like to take for something else, or choke on; some 600 of them."""

# ruff: noqa: E501
from __future__ import annotations

from itertools import product

# one text after the other, as they come to mind: long lines read better here than columns of words
STARTS = ["=", "+", "-", "@", "\t", "'", '"', "=-", "-=", "+@", " =", "\u00a0=", "＝", "|", "%", ";", "\\", "#"]
BODIES = ["1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)", "HYPERLINK(\"http://x.example\",\"y\")", "1", "A1", "", "x", "(1)", "{1}"]
NUMBERS = [
    "0", "00", "007", "1", "-1", "+1", "1.0", "1,0", "1.000,00", "1,000.00", "1e5", "1E10", "1E+10", ".5", "5.", "1_000",
    "12345678901234567890", "0000000000000001", "9007199254740993", "+49 30 123456", "+1-555-0100", "(555) 0100",
    "555-0100", "0x1F", "1/2", "1 1/2", "50%", "%5", "$5", "5 €", "£1", "¥100", "1'000", "١٢٣", "１２３", "²", "½", "∞",
    "NaN", "nan", "INF", "-inf", "1e400", "-0", "0.1", "1" * 40, "1-2-3", "1.2.3.4", "192.0.2.1", "12:30", "12:30:45",
]  # fmt: skip
DATES = [
    "1/2/2024", "2024-01-02", "2024-1-2", "02.01.2024", "2.1.24", "1-Mar", "Mar-1", "MAR1", "Mar 1", "1 March 2024",
    "SEPT2", "Dec-24", "jan 5", "5 jan", "May", "MAY 7", "1/2", "13/13/2024", "2024-02-30", "20240102", "24:00",
    "2024-01-02T03:04:05Z", "1.1", "11.11", "Q1", "1st", "mai 3",
]  # fmt: skip
WORDS = [
    "TRUE", "FALSE", "true", "Wahr", "NA", "N/A", "#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "NULL", "Null", "None",
    "nil", "undefined", "NaT", "Infinity", "yes", "no", "on", "off", "A1", "R1C1", "XFD1048576", "Sheet1!A1", "[1]Book!A1",
    "tblLeads[ID]", "History", "CON", "..\\..\\x", "../../etc/x", "file:///x", "http://example.com", "mailto:a@example.com",
    "a@example.com", "www.example.com", "javascript:x", "<script>alert(1)</script>", "</t></is></c></row>", "<![CDATA[x]]>",
    "]]>", "<!-- x -->", "<?x?>", "&amp;", "&lt;", "&#10;", "&#x0;", "&nbsp;", "&", "<", ">", "\"", "'", "''", "%s", "{0}",
    "${x}", "{{x}}", "\\n", "\\u0041", "\\", "/", "null\\0", "DROP TABLE x;--", "' OR 1=1", "`x`", "$(x)", "a;b,c\td",
    "<r>a & b</r>", "<r></r>", "<r><t>x</t></r>", "<r>_x0041_</r>",
]  # fmt: skip
ESCAPES = [
    "_x000D_", "_x0041_", "_x005F_", "_x005F_x000D_", "_x0041_x0042_", "__x0041__", "_x0041", "x0041_", "_X0041_",
    "_x004g_", "_xD83D__xDE00_", "_x0000_", "a_x000a_b", "_x000d__x000a_", "_x_", "_x00041_", "_xFFFF_", "_x005f_",
]  # fmt: skip
UNICODE = [
    "é", "e\u0301", "ﬁ", "ß", "İı", "Ω", "한국어", "日本語", "中文", "ไทย", "हिन्दी", "עברית", "العربية", "مرحبا abc 123",
    "\u202eabc\u202c", "\u200fabc", "\u200babc", "abc\u200d", "\ufeffabc", "\u2028", "a\u2029b", "\u0085", "\u00a0", "\u3000",
    "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "𝔘𝔫𝔦", "𠜎", "\U0010ffff", "\U0001f4a9" * 10, "a\u0300" * 20, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "\ue000", "\ufffd", "ﷺ", "ꙮ", "⁰¹²", "№", "™", "…", "–", "“x”", "‘x’", "¿?", "¡!",
]  # fmt: skip
BLANKS = [
    " a", "a ", "  a  ", "a  b", "a\tb", "\ta", "a\t", "a\nb", "\na", "a\n", "\n", " ", "\t", "\n\n", "a\r\nb", "a\rb", "\r",
    "\r\n", " \n ", "a\n\nb", "\u2003a", "line 1\nline 2\n=3",
]  # fmt: skip
LONG = ["x" * 254, "x" * 255, "x" * 256, "x" * 8_192, "x" * 32_766, "x" * 32_767, "=" + "1+" * 5_000, "ü" * 32_767, "😀" * 16_383]

CLEAN = list(
    dict.fromkeys(
        [a + b for a, b in product(STARTS, BODIES) if a + b]
        + NUMBERS
        + [f" {n}" for n in NUMBERS]
        + [f"{n} x" for n in NUMBERS]
        + DATES
        + [f"-{d}" for d in DATES]
        + WORDS
        + [w.lower() for w in WORDS]
        + [f"={w}" for w in WORDS[:20]]
        + ESCAPES
        + [f"{e}\n{e}" for e in ESCAPES]
        + UNICODE
        + BLANKS
        + LONG
    )
)
"""Texts that must come back as they are."""

CONTROL = [chr(c) for c in range(32) if chr(c) not in "\t\n\r"] + ["\x7f", "\ufffe", "\uffff", "\ud800", "\udfff"]

CHANGED = {
    **{f"a{c}b": "ab" for c in CONTROL if c != "\x7f"},
    "\x1b[31mred\x1b[0m": "[31mred[0m",
    "x" * 32_768: "x" * 32_767,
    "x" * 40_000: "x" * 32_767,
    "a" + "😀" * 16_384: "a" + "😀" * 16_383,
    "😀" * 16_384: "😀" * 16_383,
}
"""Texts that a cell cannot hold, and what is left of them."""
