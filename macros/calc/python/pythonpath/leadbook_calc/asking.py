"""What a button asks before its command runs: files, a folder, a new name, a line of text.

Each function works on the main thread and gives None when the person cancels.
"""

import os

import unohelper
from com.sun.star.awt.PosSize import POS
from com.sun.star.ui.dialogs.TemplateDescription import FILEOPEN_SIMPLE, FILESAVE_AUTOEXTENSION

from leadbook_calc.buttons import LIST_KINDS

OK = 1
WIDTH, MARGIN, LINE = 260, 8, 10  # of the input box, in LibreOffice's units for dialogs


def ask(office, button, folder):
    """What was chosen or typed, as the (key, value) pairs of a request; None when the person cancels.

    Args:
        office: the running LibreOffice.
        button: what the button is, from `buttons`.
        folder: where a picker starts, "" for wherever it was last.
    """
    if button.asks in ("lists", "list"):
        return _files(office, button, folder)
    if button.asks == "folder":
        return _folder(office, button, folder)
    if button.asks == "workbook":
        return _new_name(office, button, folder)
    if button.asks == "text":
        typed = _typed(office, button)
        return None if typed is None else [("text", typed)]
    return []


def _picker(office, kind, title, folder):
    picker = office.service("com.sun.star.ui.dialogs.FilePicker")
    picker.initialize((kind,))
    picker.setTitle(title)
    if folder:
        picker.setDisplayDirectory(unohelper.systemPathToFileUrl(folder))
    return picker


def _files(office, button, folder):
    picker = _picker(office, FILEOPEN_SIMPLE, button.prompt, folder)
    picker.setMultiSelectionMode(button.asks == "lists")
    picker.appendFilter("Lists", LIST_KINDS)
    picker.appendFilter("All files", "*.*")
    picker.setCurrentFilter("Lists")
    if picker.execute() != OK:
        return None
    return [("file", unohelper.fileUrlToSystemPath(url)) for url in picker.getSelectedFiles()] or None


def _new_name(office, button, folder):
    picker = _picker(office, FILESAVE_AUTOEXTENSION, button.prompt, folder)
    picker.appendFilter("Workbook with buttons (.xlsm)", "*.xlsm")
    picker.appendFilter("Workbook (.xlsx)", "*.xlsx")
    picker.setDefaultName("Leadbook.xlsm")
    if picker.execute() != OK:
        return None
    path = unohelper.fileUrlToSystemPath(picker.getFiles()[0])
    return [("file", path if os.path.splitext(path)[1] else path + ".xlsm")]


def _folder(office, button, folder):
    picker = office.service("com.sun.star.ui.dialogs.FolderPicker")
    picker.setTitle(button.prompt)
    if folder:
        picker.setDisplayDirectory(unohelper.systemPathToFileUrl(folder))
    if picker.execute() != OK:
        return None
    return [("file", os.path.normpath(unohelper.fileUrlToSystemPath(picker.getDirectory())))]


def _typed(office, button):
    model = office.service("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width, model.Height = button.label, WIDTH, 6 * LINE + 4 * MARGIN
    wide = WIDTH - 2 * MARGIN
    _add(model, "FixedText", "prompt", (MARGIN, MARGIN, wide, 3 * LINE), Label=button.prompt, MultiLine=True)
    _add(model, "Edit", "typed", (MARGIN, 3 * LINE + 2 * MARGIN, wide, LINE + 4), HelpText=button.prompt)
    low = 4 * LINE + 3 * MARGIN + 6
    _add(model, "Button", "ok", (WIDTH - 2 * (50 + MARGIN), low, 50, LINE + 4), PushButtonType=1, DefaultButton=True,
         Label="OK")  # fmt: skip
    _add(model, "Button", "cancel", (WIDTH - 50 - MARGIN, low, 50, LINE + 4), PushButtonType=2, Label="Cancel")
    dialog = office.service("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    frame = office.desktop.getCurrentFrame()
    parent = frame.getContainerWindow() if frame is not None else None
    dialog.createPeer(office.service("com.sun.star.awt.Toolkit"), parent)
    if parent is not None:
        around, own = parent.getPosSize(), dialog.getPosSize()
        left, top = (around.Width - own.Width) // 2, (around.Height - own.Height) // 3
        dialog.setPosSize(max(0, left), max(0, top), 0, 0, POS)
    try:
        dialog.getControl("typed").setFocus()
        return dialog.getControl("typed").getText() if dialog.execute() == OK else None
    finally:
        dialog.dispose()


def _add(model, kind, name, place, **properties):
    control = model.createInstance("com.sun.star.awt.UnoControl" + kind + "Model")
    control.PositionX, control.PositionY, control.Width, control.Height = place
    for key, value in properties.items():
        setattr(control, key, value)
    model.insertByName(name, control)
