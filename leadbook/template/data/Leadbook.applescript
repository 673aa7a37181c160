-- What the buttons of Leadbook need on macOS, where Excel itself may start no program. `leadbook install excel` puts it
-- into ~/Library/Application Scripts/com.microsoft.Excel and writes into it which Python is meant.

property leadbookPython : "@PYTHON@"

-- The request of a button goes in, the answer comes out: lines of key=value both.
on leadbookRun(request)
	-- -P: no module is taken from the folder in which the script happens to run
	set command to "python=" & quoted form of leadbookPython & "; export PYTHONUTF8=1; exec \"${LEADBOOK_PYTHON:-$python}\" -P -m leadbook.fronts.excel --text " & quoted form of request
	try
		return do shell script command without altering line endings
	on error message number code
		if code is 126 or code is 127 then
			return "status=error" & linefeed & "text=The Python that Leadbook was set up with is no longer there. In Terminal, run: leadbook install excel" & linefeed
		end if
		return "exit=" & (code as text) & linefeed
	end try
end leadbookRun

-- First line: what to pick (lists, list, folder, workbook); second line: the question. One path a line comes out, or
-- nothing when the person cancelled.
on leadbookPick(wanted)
	set kind to paragraph 1 of wanted
	set question to paragraph 2 of wanted
	try
		if kind is "folder" then
			return POSIX path of (choose folder with prompt question)
		else if kind is "workbook" then
			set picked to POSIX path of (choose file name with prompt question default name "Leads.xlsm")
			if picked does not end with ".xlsm" and picked does not end with ".xlsx" then set picked to picked & ".xlsm"
			return picked
		else if kind is "list" then
			return POSIX path of (choose file with prompt question)
		end if
		set paths to {}
		repeat with picked in (choose file with prompt question with multiple selections allowed)
			set end of paths to POSIX path of picked
		end repeat
		set AppleScript's text item delimiters to linefeed
		return paths as text
	on error number -128
		return ""
	end try
end leadbookPick
