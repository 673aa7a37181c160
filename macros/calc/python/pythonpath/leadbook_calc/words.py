"""What the extension itself says; everything else comes from the command."""

TITLE = "Leadbook"
UNKNOWN = "This extension has no command “{}”. In a terminal, `leadbook install calc` brings it up to date."
BUSY = "Leadbook is still at work on “{}” and says when it is done. One command runs at a time; nothing was changed."
NO_BOOK = "No workbook is active in Calc. Open one and try again."
READ_ONLY = (
    "This workbook is open read-only, so nothing was changed. Close it where else it is open, or open it for editing."
)
NEVER_SAVED = "This workbook has not been saved yet, so nothing was changed. Save it once, then try again."
NO_FILE = (
    "This workbook was opened from a network address, so nothing was changed. "
    "Open it from its folder on this computer, for example the synced folder, and try again."
)
EDITING = "A cell is being edited, so nothing was changed. Press Enter or Esc in it, then try again."
NO_PYTHON = "This extension does not know its Python. In a terminal, `leadbook install calc` tells it."
PYTHON_GONE = "There is no Python at\n{}\nany more. In a terminal, `leadbook install calc` sets it anew."
NO_LEADBOOK = "The Python at\n{}\nhas no Leadbook. In a terminal, `leadbook doctor` says what to do."
NOT_STARTED = "The Python at\n{}\ndid not start. In a terminal, `leadbook doctor` says what to do."
TOO_LONG = "These are more lists than one press takes. Put them into the folder Inbox and choose “Import the Inbox”."
ENDED = "“{}” ended before it was done (code {}). The workbook can be edited again."
ENDED_CHANGED = "\nWhat it had written by then is the newest step of Edit ▸ Undo."
FAULT = "The Leadbook extension ran into a fault of its own ({}). The workbook can be edited again."
NOT_OPENED = "\nThis could not be opened: {}"
AT_WORK = "Leadbook: {} …"
