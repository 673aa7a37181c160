"""What each button asks before its command runs. Written by python -m leadbook.fronts.calcmenu."""

# ruff: noqa: E501

from collections import namedtuple

Button = namedtuple("Button", "label asks prompt needs_book")

LIST_KINDS = "*.csv;*.gz;*.htm;*.html;*.ods;*.tab;*.tsv;*.txt;*.vcf;*.xls;*.xlsb;*.xlsm;*.xlsx;*.xml;*.zip"

BUTTONS = {
    "flag": Button("Flag a list", "list", "The list to flag", False),
    "import": Button("Import lists", "lists", "Lists to import", True),
    "import inbox": Button("Import the Inbox", "", "", True),
    "import dry-run": Button("Try an import", "lists", "Lists to try", True),
    "check": Button("Check", "", "", True),
    "allocate": Button("Allocate", "", "", True),
    "allocate preview": Button("Preview", "", "", True),
    "allocate rebalance": Button("Rebalance", "", "", True),
    "allocate what-if": Button("What if …", "text", "For example: quota Dana 120000; absent Dana 1-14 Dec; close rate +2 %", True),
    "forecast": Button("Forecast", "", "", True),
    "why": Button("Why this lead", "", "", True),
    "brief": Button("Briefing pages", "", "", True),
    "brief pdf": Button("Briefing pages as PDF", "", "", True),
    "report": Button("Report", "", "", True),
    "run": Button("Whole week", "lists", "Lists of this week", True),
    "new": Button("New workbook", "workbook", "Name of the new workbook", False),
    "undo": Button("Undo last run", "", "", True),
    "show": Button("Show sheets", "text", "Names of hidden sheets, with commas between them; leave it blank for a list", True),
    "demo": Button("Demo", "folder", "Folder for the demo", False),
    "doctor": Button("Doctor", "", "", False),
}
