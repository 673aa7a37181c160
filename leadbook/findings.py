"""Everything Leadbook may say about a list, a row or a workbook: each stable code with plain words.

Reports in JSON carry the codes; people read the titles. The codes never change; the words may.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Family(StrEnum):
    """What a code is about."""

    WARNING = "Noted about a list"
    REJECT = "Why a row is left out"
    FINDING = "What a person may look at"
    ERROR = "What stops a run"


@dataclass(frozen=True, slots=True)
class Saying:
    """A code in plain words: a title of a few words, what it means, and what helps (a sentence each)."""

    family: Family
    code: str
    title: str
    meaning: str
    fix: str


_WARNINGS = """
encoding_guessed | the encoding was guessed | The file does not say how its letters are stored. | Look at names with accents; if they are wrong, save the list as UTF-8.
control_chars_removed | invisible characters removed | Some cells held characters that no program shows. | Nothing to do.
stray_quote_kept | a lone quotation mark was kept | A quotation mark stood inside a cell without its partner. | Look at the row if its cells seem shifted.
other_delimiter | some rows are parted by another mark | Their cells were told apart by the mark that gives them as many cells as the others. | Look at those rows.
whole_rows_quoted | quotation marks stood around whole rows | Rows stood in one cell, as when a list is pasted into one column; they were parted again. | Look at those rows.
cells_joined | a comma inside a cell had split it | Some rows had one cell too many; the two that only fit together were joined again, such as “Acme, Inc.”. | Look at the companies and addresses of the list.
hidden_sheets_ignored | hidden sheets were not read | The workbook has sheets that are hidden. | Name one with --sheet if the list stands there.
hidden_rows_included | hidden rows were read too | A filter or a hand had hidden rows of the list. | Delete the rows that should not come in.
stray_cells_ignored | single cells far away were not read | A few cells stood far from the list. | Nothing to do, unless they belong to it.
merged_cells_filled | merged cells were filled downwards | Merged cells give their value to each of their rows. | Nothing to do.
external_links_not_followed | links to other files were not followed | Values that come from other workbooks are read as last saved. | Open and save the list where the other files are.
formula_values_used | values of formulas were used | Cells with formulas are read as last calculated. | Nothing to do.
precision_lost | long numbers have lost digits | A spreadsheet stored long numbers without their last digits. | Export the list again with numbers as text.
header_row_guessed | lines above the header were skipped | The header was not in the first line and was found by its names. | Look whether the columns are the right ones.
no_header | no names of columns | The first row is a person already, so the columns are named by their position and understood by their values. | Put a row with the names of the columns above the list if something is missing.
header_too_short | fewer names than columns | Most rows have more cells than the header has names; a column without a name was added. | Look whether the names stand above their values.
more_tables | more than one table | The file holds further tables that were not read. | Import them as lists of their own.
no_rows | no rows | There is a header and nothing below it. | Export the list again.
blank_rows_skipped | blank rows were skipped | Rows without any text are not counted. | Nothing to do.
repeated_headers_skipped | repeated headers were skipped | The header stood again between the rows. | Nothing to do.
text_rows_skipped | headings and footers were skipped | Lines of text between or below the rows are no people. | Nothing to do.
short_rows_padded | short rows were filled up | Some rows had fewer cells than the header. | Look at them if cells seem shifted.
ambiguous_dates | day and month could be meant either way | A date such as 03/04/2026 was left blank, and its text kept under Other answers. | Set date_order in Settings and import the list again.
date_order_from_file | the order of day and month was seen in the list | Other dates of the list tell which number is the day. | Nothing to do.
dates_from_numbers | dates were written as numbers | A column of dates held days as a spreadsheet counts them, or seconds since 1970; they were read as dates. | Look whether the dates under Received are right.
date_order_from_settings | the order of day and month was taken from Settings | The list itself does not tell. | Nothing to do, if date_order is right for it.
date_order_from_kind | the order of day and month is that of its kind | The list itself does not tell; its kind always has this order, or you said so of an earlier one. | Nothing to do.
blank_header | a column has no name | Its cells are kept under Other answers. | Name the column, if it matters.
duplicate_headers | two columns have one name | The first filled cell counts; the rest is kept. | Rename one, if they mean different things.
sheet_guessed | the sheet was chosen by its columns | The workbook has several sheets with lists. | Name another with --sheet.
list_guessed | the list was chosen by its columns | The archive holds several lists. | Import the others as lists of their own.
members_not_read | files in the archive that are no lists | Some files in it could not be read as lists. | Look whether a list is among them.
pictures_left_out | pictures were left out | Contacts carried pictures, sounds or keys. | Nothing to do.
sheet_not_used | --sheet was not used | A list of this kind has no sheets; it was read as it is. | Nothing to do, if it is the right list.
wrong_extension | the file is not what its name says | The content was read for what it is. | Nothing to do.
"""

_REJECTS = """
second_header | the second line of the header | It names the boxes below the questions. | Nothing to do.
no_contact | nobody in it | The row names no person, company, address or number. | Nothing to do, or complete it in the list.
total_row | a row of totals | The row adds up the others. | Nothing to do.
test_lead | a test lead | Somebody tried out the form. | Nothing to do.
host | a host | Ran the event; no visitor. | Nothing to do.
panelist | a panelist | Spoke at the event; no visitor. | Nothing to do.
staff | one of our own | Of our own company, or ran the event; no visitor. | Nothing to do.
refunded | a ticket that was given back | The order was refunded or cancelled. | Nothing to do.
not_attending | not attending | The person cancelled, or was not admitted. | Nothing to do.
not_in_book | nobody in the book | The list was only to update people who are known, and this person is not. | Import without --update only to add them.
not_corrected | not corrected yet | The row stands among the rows to correct as it was left out. | Correct its cells, then import that file again.
suppression_list | on a list of people to leave alone | The whole list names people who unsubscribed or whose address bounced; they stand on Suppression now. | Nothing to do.
card_not_understood | a contact that cannot be read | The card is not closed, or holds nobody. | Export the contact again.
bad_quoting | quotation marks do not close | The cells of the row cannot be told apart. | Correct the quotation marks in the list.
undecodable_bytes | letters cannot be read | The row holds bytes that are no letters. | Save the list as UTF-8 and import it again.
cell_too_long | a cell is too long | A cell holds more than a spreadsheet can. | Shorten it in the list.
too_many_fields | more cells than the header | The row holds more cells than there are columns. | Put each value under its heading; often a separator stood there without quotation marks.
"""

_FINDINGS = """
error_value | an error in the cell | The cell held an error and was left blank. | Correct it in the list.
formula_without_value | a formula never calculated | The cell was left blank. | Open and save the list in a spreadsheet program.
impossible_date | a date that does not exist | The cell was left blank. | Correct it in the list.
date_not_understood | not a date | The date was left blank, its text kept under Other answers. | Write it as 2026-11-23.
date_in_future | a date after today | The day of an inquiry cannot lie ahead; it was left blank. | Correct it, or leave it blank.
email_not_an_address | not a complete e-mail address | The address stays as it was received. | Answer on To fix.
email_placeholder | a made-up e-mail address | It was probably typed to get past a form. | Ask for the right one.
email_domain_typo | a mistyped mail domain | The domain is one letter away from a known one. | Take the suggestion on To fix.
phone_not_a_number | not a phone number | What stands as phone is no number. | Answer on To fix.
phone_placeholder | a made-up phone number | It was probably typed to get past a form. | Ask for the right one.
phone_no_country | a phone number without a country | The number cannot be checked. | Fill Country, or home_country in Settings.
phone_digits_lost | digits of a phone number lost | A spreadsheet rounded it. | Export the list again with numbers as text.
phone_not_valid | a phone number that does not check | No such number can be called. | Ask for the right one.
cell_not_understood | a cell that could not be read | Its value does not fit the column. | Correct it in the workbook.
own_column_edited | Leadbook's column was edited | Leadbook fills this column, so it was put back. | Use To fix or Let through to change it.
mapping_not_understood | a field on Mappings that is none | What stands under Our field is no heading of Inquiries. | Write one, or “Keep as other answer”.
answer_not_understood | an answer that does not fit yet | The answer on To fix stays there. | Correct it and run Check.
question_open | a question is open | It stands on To fix and waits for an answer. | Answer on To fix and run Check.
run_not_recorded | a run is not recorded here | It was made on another computer, or its record is damaged. | Ask on the computer where it was made.
kept_on_undo | kept by undo | The value was edited since the run and stays. | Use --force to take it back too.
campaign_incomplete | a campaign that is not complete | Its page says what is missing, and its status stays Answers missing. | Fill it on Campaigns or Answers and run Brief.
campaign_contradicts | a campaign that contradicts itself | Two of its days, or two of its rows, do not fit. | Correct it on Campaigns and run Brief.
campaign_without_quota | a campaign on a product nobody has to sell | Its leads would wait for a rep. | Add a quota, or correct the product.
campaign_over | a campaign or an offer that has ended | Its last day is before today. | Prolong it, or take it off Campaigns.
briefing_late | a campaign without its page | It has begun, or its page is due, and reps do not have it. | Get the open answers and run Brief.
answer_without_owner | an open answer that nobody owes | It is printed as open without a name or a day. | Fill Owes it and By on Answers.
answer_overdue | an open answer past its day | The day by which it is owed is over. | Ask who owes it.
answer_half_open | an answer that is still owed | It has an answer and a day by which it is owed. | Clear By, or the answer.
until_then_missing | nothing to say until the answer is in | The page suggests to find out and call back. | Fill Until then say on Answers.
answers_without_campaign | answers of no campaign | Their campaign is not on Campaigns, so they are on no page. | Correct the name.
pdf_not_made | no PDF was made | LibreOffice is needed for it. | Install it, or print the sheet.
setting_unknown | an unknown setting | No setting of that name is used. | Correct the key.
setting_not_understood | a setting that could not be read | The default is used instead. | Correct the value.
territory_not_understood | a territory that could not be read | That piece holds nobody. | Write it like US, US-CA or DE 8*.
account_named_twice | an account that two reps have as a named account | The upper one on Reps gets its leads. | Leave it with one of them.
rep_unknown | a rep who is not on Reps | The row does not count. | Add the rep, or correct the name.
quota_incomplete | an incomplete quota | Rep, product, month and quota are needed. | Fill what is blank.
quota_negative | a quota below 0 | It counts as 0. | Correct it.
quota_twice | a quota given twice | Rep, product and month stand above already. | Delete one of the rows.
quota_unit_mixed | money and units mixed | They cannot be added; the row is left out. | Use one unit for a rep and product.
deal_not_positive | an average deal that is not above 0 | It counts as not known. | Correct it.
close_rate_read_as_percent | a close rate read as percent | A number above 1 is taken as percent. | Nothing to do, if that was meant.
close_rate_out_of_range | a close rate out of range | It counts as not known. | Write it between 0 % and 100 %.
close_rate_missing | a quota without a close rate | The leads it needs and the chance are not known. | Fill Close rate on Quotas, for example 25 %.
close_rate_above_measured | a close rate above the measured one | The rep's own closed leads leave a lower rate likely, so the quota needs more leads than it seems. | Enter the measured rate, or leave Close rate blank.
close_rate_zero | a close rate of 0 % | No number of leads would make this quota. | Correct it, or leave it blank.
deal_missing | a quota without an average deal | The deals it needs are not known. | Fill Average deal on Quotas.
sold_without_amount | a sale without its amount | It counts as 0 until it is filled in. | Fill Amount on Leads.
outcome_without_reason | an outcome without its reason | Reports cannot say why. | Pick a Reason on Leads.
not_yet_without_date | "Not yet" without a next date | The lead does not come back by itself. | Fill Next date on Leads.
absence_without_day | an absence without a first day | It does not count. | Fill From.
absence_ends_before_it_starts | an absence that ends before it starts | It does not count. | Correct the days.
setup_package_missing | a package is missing | Leadbook needs it. | Run the command that is named.
setup_package_version | a package of a version that was not tried | Results may differ, or a step may stop. | Run the command that is named.
setup_folder_unwritable | no place for backups | Without it no run is saved. | Allow writing there, or name another folder in LEADBOOK_STATE.
setup_disk_full | little room on the disk | Runs keep the workbook before and after. | Free some space.
setup_python_missing | the buttons start a Python that is gone | It was moved or removed. | Set the buttons up again.
setup_python_dead | the buttons start a Python that does not run | It is damaged, or what it was made from is gone. | Set the buttons up again.
setup_python_store | the buttons start the Windows Store's link | It may open the Store instead of Python. | Install Python from python.org.
setup_python_without_leadbook | the buttons start a Python without Leadbook | Leadbook is in another one. | Set the buttons up again.
setup_python_lacks | the buttons start a Python that lacks a package | Leadbook would stop at once. | Install Leadbook there again.
setup_python_other_version | the buttons start another version of Leadbook | What they do may differ from the command line. | Set the buttons up again.
setup_python_temporary | a Python in a folder that is cleared up | The buttons stop when it goes. | Install Leadbook with pipx or uv tool.
setup_python_unregistered | nothing says which Python the buttons start | They cannot start anything. | Set the buttons up again.
setup_python_variable | a variable says which Python is started | LEADBOOK_PYTHON is set, and all buttons start that one. | Clear it, unless it is meant.
setup_excel_missing | Excel was not found | It is not installed here, or there is none for this system. | Use LibreOffice Calc.
setup_excel_off | the buttons are not set up in Excel | Everything works from the command line. | Run leadbook install excel.
setup_addin_missing | the add-in is missing | Excel shows no tab Leadbook. | Set the buttons up again.
setup_addin_other | the add-in of another version | Its buttons may not fit this Leadbook. | Set the buttons up again.
setup_addin_marked | the add-in is blocked | Windows notes that it came from the internet. | Set the buttons up again.
setup_start_unwritable | Excel's start folder cannot be written | The add-in cannot be brought up to date. | Allow writing there.
setup_script_missing | the script that starts Python is missing | Excel for macOS cannot start anything without it. | Set the buttons up again.
setup_script_other | the script of another version | It may not fit the add-in. | Set the buttons up again.
setup_macros_off | Excel runs no macros | A setting, or the administrator's policy, forbids them. | Change the setting that is named.
setup_macros_signed | Excel runs signed macros only | A setting, or the administrator's policy, forbids others in workbooks. | Change the setting that is named.
setup_macros_internet | macros from the internet are blocked | Workbooks made on this computer are not concerned. | Make the workbook with leadbook new.
setup_trusted_off | Excel trusts no folder | The add-in in its start folder is held back. | Change the setting that is named.
setup_addins_off | Excel loads no add-ins | A setting, or the administrator's policy, forbids them. | Change the setting that is named.
setup_addins_signed | Excel loads signed add-ins only | A setting, or the administrator's policy, forbids others. | Change the setting that is named.
setup_office_missing | LibreOffice was not found | Calc and PDFs need it. | Install it, or name it in LEADBOOK_OFFICE.
setup_office_dead | LibreOffice does not start | Its program is there and says nothing. | Install it again.
setup_extension_missing | the buttons are not set up in Calc | Everything works from the command line. | Run leadbook install calc.
setup_extension_other | the extension of another version | Its menu may not fit this Leadbook. | Set the buttons up again.
setup_uno_missing | a Python that cannot speak to LibreOffice | The module uno is missing. | Install LibreOffice's Python support.
setup_calc_macros | buttons on a sheet do not run in Calc | LibreOffice's macro security is high; the menu Leadbook works. | Trust the workbook's folder.
setup_parts_missing | this installation is not complete | Parts that belong to it are not there. | Install Leadbook again.
setup_book_marked | macros of the workbook are blocked | Windows notes that it came from the internet. | Properties, Unblock; or make one with leadbook new.
setup_book_older | a workbook of an earlier layout | The next run brings it up to date. | Nothing to do.
setup_book_noted | something about the workbook's folder | It is synced, or a conflict copy lies there. | Read the message.
"""

_ERRORS = """
LB-E-ERROR | something went wrong | A run cannot go on; nothing was changed. | Read the message.
LB-E-NOT-A-WORKBOOK | not a list | The file holds nothing that could be read as a list. | Save it as CSV or XLSX.
LB-E-EMPTY | an empty file | There is nothing in it. | Export the list again.
LB-E-TOO-LARGE | too large | The file is larger than what is read. | Split it.
LB-E-TOO-MANY-ROWS | too many rows | The list has more rows than are read. | Split it.
LB-E-TOO-MANY-COLUMNS | too many columns | The list has more columns than are read. | Delete columns that nobody needs.
LB-E-CORRUPT | damaged | The file cannot be unpacked. | Download or export it again.
LB-E-ENCRYPTED | protected by a password | It cannot be opened. | Save it without the password.
LB-E-UNSAFE-XML | unsafe content | The file holds parts that could do harm. | Save it anew in a spreadsheet program.
LB-E-UNCLOSED-QUOTE | a quotation mark never closes | The rest of the file would be one cell. | Correct it in the line that is named.
LB-E-NO-PEOPLE | nobody in the list | No column could be a person, a company, an address or a number. | Name the columns, or choose another sheet.
LB-E-PRESET | a preset that cannot be used | The description of a kind of list is not correct. | Correct the file that is named.
LB-E-WHICH-SHEET | which sheet? | There is no such sheet, or none stands out. | Name one with --sheet.
LB-B-BOOK | the workbook as a file | The workbook cannot be worked with. | Read the message.
LB-B-MISSING | no such workbook | The file is not there. | Check the name and the folder.
LB-B-BUSY | open elsewhere | Another program or run holds the workbook. | Close it there.
LB-B-READ-ONLY | cannot be written | The file or folder is read-only. | Copy it to a folder of your own.
LB-B-CHANGED | saved by somebody meanwhile | The workbook changed during the run. | Run the command again.
LB-B-NOT-A-LEADBOOK | not a Leadbook workbook | It has none of Leadbook's tables. | Make one with leadbook new.
LB-B-BACKEND-MISSING | a program is missing | What is needed for this is not installed. | Install what the message names.
LB-L-LAYOUT | the layout of the workbook | Sheets or tables are not as expected. | Read the message.
LB-L-SHEET-MISSING | a sheet is missing | It was deleted or renamed. | Rename it back, or undo.
LB-L-TABLE-MISSING | a table is missing | It was deleted or renamed. | Rename it back, or undo.
LB-L-COLUMN-MISSING | a column is missing | It was deleted or renamed. | Rename it back, or undo.
LB-L-COLUMN-TWICE | a column stands twice | Two columns answer to one name. | Rename one.
LB-L-TABLE-BLOCKED | something is in the way | Cells stand where a table must grow. | Move what stands in the cell that is named.
LB-L-VERSION-TOO-NEW | made by a newer Leadbook | This version cannot keep what it holds. | Update Leadbook.
LB-L-VERSION-TOO-OLD | the open workbook has an earlier layout | Columns and sheets have come since; only a closed workbook can get them. | Close it, run leadbook check on it once, then open it again.
LB-R-RULE | a rule | A row of a rules sheet cannot be used. | Read the message.
LB-R-FIELD-UNKNOWN | an unknown field | The rule names a field that does not exist. | Pick one of the list.
LB-R-OPERATOR-UNKNOWN | an unknown operator | The rule names a test that does not exist. | Pick one of the list.
LB-R-VALUE-INVALID | a value that does not fit | The value does not fit the test or the field. | Correct it in the row that is named.
LB-R-DUPLICATE-REP | two reps with one name | Leads could not be told apart. | Add an initial to one.
LB-S-SETUP | the buttons cannot be set up | A program, a file or a setting stands in the way. | Read the message.
LB-U-RUN | nothing to undo | There is no such run, or it was taken back. | Look on the sheet Runs.
LB-U-USAGE | called the wrong way | The command does not fit together. | Read its --help.
"""

_ALL = {Family.WARNING: _WARNINGS, Family.REJECT: _REJECTS, Family.FINDING: _FINDINGS, Family.ERROR: _ERRORS}


@lru_cache(maxsize=1)
def sayings() -> dict[str, Saying]:
    """Code → its plain words, in the order of this file."""
    found = {}
    for family, text in _ALL.items():
        for line in text.strip().splitlines():
            code, title, meaning, fix = (part.strip() for part in line.split(" | "))
            found[code] = Saying(family, code, title, meaning, fix)
    return found


def title(code: str) -> str:
    """A code in a few words; the code itself, without its underscores, when nobody described it.

    >>> title("test_lead"), title("blank_rows_skipped")
    ('a test lead', 'blank rows were skipped')
    """
    saying = sayings().get(code)
    return saying.title if saying else code.replace("_", " ")


def as_markdown() -> str:
    """The section of the dictionary about everything that may be said."""
    lines = ["## What Leadbook may say", "", "Reports in JSON carry the codes, people read the titles."]
    for family in Family:
        lines += ["", f"### {family.value}", "", "| code | title | meaning | what helps |", "|---|---|---|---|"]
        lines += [
            f"| `{one.code}` | {one.title} | {one.meaning} | {one.fix} |"
            for one in sayings().values()
            if one.family is family
        ]
    return "\n".join(lines) + "\n"
