-- What the buttons of Leadbook need on macOS, where Excel itself may start no program. `leadbook install excel` puts it
-- into ~/Library/Application Scripts/com.microsoft.Excel and writes into it which Python is meant.

property leadbookPython : "@PYTHON@"

-- Starts Python with the request of a button and comes back at once with the folder in which the answer will be.
on leadbookStart(theRequest)
	set theValues to "python=" & quoted form of leadbookPython & "; request=" & quoted form of theRequest & "; "
	set thePlace to "place=$(mktemp -d \"${TMPDIR:-/tmp}/leadbook.XXXXXX\") || exit 1; "
	-- -P: no module is taken from the folder in which the script happens to run
	set theWork to "PYTHONUTF8=1 \"${LEADBOOK_PYTHON:-$python}\" -P -m leadbook.fronts.excel --text \"$request\" > \"$place/part\" 2> /dev/null; "
	set theEnd to "echo \"exit=$?\" >> \"$place/part\"; mv \"$place/part\" \"$place/answer\""
	return do shell script theValues & thePlace & "( " & theWork & theEnd & " ) > /dev/null 2>&1 & echo \"$place\""
end leadbookStart

-- The answer, lines of key=value, with the exit code as the last one; nothing while Python is still working.
on leadbookAnswer(thePlace)
	set theValues to "place=" & quoted form of thePlace & "; "
	return do shell script theValues & "if [ -f \"$place/answer\" ]; then cat \"$place/answer\"; rm \"$place/answer\"; rmdir \"$place\"; fi" without altering line endings
end leadbookAnswer

-- First line: what to pick (lists, list, folder, workbook); second line: the question. One path a line comes out, or
-- nothing when the person cancelled.
on leadbookPick(theWanted)
	set theKind to paragraph 1 of theWanted
	set theQuestion to paragraph 2 of theWanted
	try
		if theKind is "folder" then
			return POSIX path of (choose folder with prompt theQuestion)
		else if theKind is "workbook" then
			set thePicked to POSIX path of (choose file name with prompt theQuestion default name "Leads.xlsm")
			if thePicked does not end with ".xlsm" and thePicked does not end with ".xlsx" then set thePicked to thePicked & ".xlsm"
			return thePicked
		else if theKind is "list" then
			return POSIX path of (choose file with prompt theQuestion)
		end if
		set thePaths to {}
		repeat with thePicked in (choose file with prompt theQuestion with multiple selections allowed)
			set end of thePaths to POSIX path of thePicked
		end repeat
		set AppleScript's text item delimiters to linefeed
		return thePaths as text
	on error number -128
		return ""
	end try
end leadbookPick
