Attribute VB_Name = "LeadbookHost"
Option Explicit

' What a button does: ask, send a request to Python, show its answer. Every step on a list, a lead or a cell is Python's.
' Three hosts share this file: Excel on Windows, Excel on macOS, Calc of LibreOffice, which hands over to LeadbookCalc.
' Late binding throughout, no Declare: the same lines run in 32 and 64 bit. The workbook is the active one, so that the
' tab works for any; a button on a sheet stands in it. While a cell is being edited Excel runs no macro and greys the tab
' out, so there is nothing to check for that.

Private Const BOX_TITLE As String = "Leadbook"
Private Const MOST_LETTERS As Long = 900
Private Const FOLDER_PICKER As Long = 4
Private Const WAIT_CURSOR As Long = 2
Private Const USUAL_CURSOR As Long = -4143
Private Const INSTALL As String = "leadbook install excel"

' The workbook the command is about, and on macOS the request that Python is working on and where its answer will be.
Private target As Object
Private waitingRequest As String
Private waitingPlace As String
Private calculationBefore As Long

' command, way: name of an action and of its variant, or "". asks: what to ask for first, with that question.
Public Sub LeadbookStart(ByVal command As String, ByVal way As String, ByVal asks As String, ByVal question As String, ByVal needsBook As Boolean)
    Dim request As String, trouble As String
    If Val(Application.Version) < 12 Then
        LeadbookCalcRun command, way
        Exit Sub
    End If
    On Error GoTo failed
    trouble = BookProblem(needsBook)
    If trouble <> "" Then
        ShowAnswer trouble
        Exit Sub
    End If
    Set target = Nothing
    If needsBook Then Set target = ActiveWorkbook
    request = OneLine("command", command) & OneLine("variant", way) & OneLine("hwnd", WindowNumber())
    If needsBook Then request = request & OneLine("book", target.FullName)
    If AskFor(asks, question, request) Then Deliver request
    Exit Sub
failed:
    trouble = Err.Description
    Working False
    ShowAnswer Problem("This button could not finish: " & trouble)
End Sub

' Sends the request and shows the answer; a question answered with yes sends it once more.
Private Sub Deliver(ByVal request As String)
    #If Mac Then
    SendOnMac request
    #Else
    Dim answer As String
    Working True
    answer = SendOnWindows(request)
    Working False
    If ShowAnswer(answer) Then Deliver request & OneLine("yes", "1")
    #End If
End Sub

' Python holds Excel still while it works and puts all back itself; should it be ended from outside, this does it.
Private Sub Working(ByVal begins As Boolean)
    On Error Resume Next
    If begins Then
        calculationBefore = Application.Calculation
        Application.Cursor = WAIT_CURSOR
        Application.StatusBar = "Leadbook is working ..."
    Else
        Application.Interactive = True
        Application.ScreenUpdating = True
        Application.EnableEvents = True
        Application.DisplayAlerts = True
        If calculationBefore <> 0 Then Application.Calculation = calculationBefore
        Application.Cursor = USUAL_CURSOR
        Application.StatusBar = False
    End If
End Sub

' Why no command can work on the active workbook, as an answer; "" when one can.
Private Function BookProblem(ByVal needsBook As Boolean) As String
    Dim host As Object, guarded As Object, book As Object
    If Not needsBook Then Exit Function
    Set host = Application
    On Error Resume Next
    Set guarded = host.ActiveProtectedViewWindow
    On Error GoTo 0
    Set book = host.ActiveWorkbook
    If Not guarded Is Nothing Then
        BookProblem = Problem("This workbook is in Protected View. Choose Enable Editing in the yellow bar, then press the button again.")
    ElseIf book Is Nothing Then
        BookProblem = Problem("No workbook is open. Open the workbook first, then press the button again.")
    ElseIf LCase(Left(book.FullName, 4)) = "http" Then
        BookProblem = Problem("This workbook is open from the web. Open it from its synced folder on this computer, then press the button again.")
    ElseIf book.Path = "" Then
        BookProblem = Problem("This workbook has never been saved. Save it on this computer, then press the button again.")
    ElseIf book.ReadOnly Then
        BookProblem = Problem("This workbook is open read-only, so nothing could be kept. Close it, open it again for editing, then press the button again.")
    End If
End Function

' Adds to the request what was picked or typed; False when the person cancelled.
Private Function AskFor(ByVal asks As String, ByVal question As String, ByRef request As String) As Boolean
    Dim given As Variant, at As Long
    If asks = "" Then
        AskFor = True
        Exit Function
    End If
    If asks = "text" Then
        given = Application.InputBox(question, BOX_TITLE, "", , , , , 2)
        If VarType(given) = vbBoolean Then Exit Function
        request = request & OneLine("text", CStr(given))
        AskFor = True
        Exit Function
    End If
    given = PickPaths(asks, question)
    If Not IsArray(given) Then Exit Function
    For at = LBound(given) To UBound(given)
        request = request & OneLine("file", CStr(given(at)))
        If CStr(given(at)) <> "" Then AskFor = True
    Next at
End Function

' Paths as an array, or False.
Private Function PickPaths(ByVal asks As String, ByVal question As String) As Variant
    #If Mac Then
    PickPaths = PickOnMac(asks, question)
    #Else
    PickPaths = PickOnWindows(asks, question)
    #End If
End Function

' ---------------------------------------------------------------- Windows

Private Function PickOnWindows(ByVal asks As String, ByVal question As String) As Variant
    Dim picker As Object, picked As Variant
    If asks = "folder" Then
        Set picker = Application.FileDialog(FOLDER_PICKER)
        picker.Title = question
        If picker.Show = -1 Then picked = picker.SelectedItems(1) Else picked = False
    ElseIf asks = "workbook" Then
        picked = Application.GetSaveAsFilename("Leads.xlsm", "Workbook with buttons (*.xlsm),*.xlsm,Workbook without macros (*.xlsx),*.xlsx", 1, question)
    Else
        picked = Application.GetOpenFilename("All files (*.*),*.*", 1, question, , asks = "lists")
    End If
    If IsArray(picked) Or VarType(picked) = vbBoolean Then
        PickOnWindows = picked
    Else
        PickOnWindows = Array(picked)
    End If
End Function

Private Function SendOnWindows(ByVal request As String) As String
    Dim files As Object, shell As Object, python As String, place As String, code As Long
    Set files = CreateObject("Scripting.FileSystemObject")
    Set shell = CreateObject("WScript.Shell")
    python = PythonOnWindows(shell)
    If python = "" Then
        SendOnWindows = Problem("Leadbook is not set up for Excel on this computer yet. In a terminal, run: " & INSTALL)
        Exit Function
    End If
    If Not files.FileExists(python) Then
        SendOnWindows = Problem("The Python that Leadbook was set up with is no longer there: " & python & vbLf & "In a terminal, run: " & INSTALL)
        Exit Function
    End If
    If LCase(files.GetFileName(python)) = "python.exe" And files.FileExists(files.BuildPath(files.GetParentFolderName(python), "pythonw.exe")) Then
        python = files.BuildPath(files.GetParentFolderName(python), "pythonw.exe")
    End If
    place = files.BuildPath(files.GetSpecialFolder(2).Path, "leadbook-" & files.GetBaseName(files.GetTempName()))
    WriteText place & ".request", request
    ' -P: no module is taken from the folder that Excel happens to be in. Run waits and lets Python talk to Excel.
    code = shell.Run(Quoted(python) & " -P -m leadbook.fronts.excel --request " & Quoted(place & ".request") & " --answer " & Quoted(place & ".answer"), 0, True)
    If files.FileExists(place & ".answer") Then SendOnWindows = ReadText(place & ".answer")
    On Error Resume Next
    files.DeleteFile place & ".request", True
    files.DeleteFile place & ".answer", True
    On Error GoTo 0
    If Field(SendOnWindows, "status") = "" Then SendOnWindows = NoAnswer(CStr(code))
End Function

Private Function PythonOnWindows(ByVal shell As Object) As String
    Dim found As String
    found = shell.Environment("PROCESS").Item("LEADBOOK_PYTHON")
    If found = "" Then
        On Error Resume Next
        found = shell.RegRead("HKCU\Software\Leadbook\Python")
        On Error GoTo 0
    End If
    PythonOnWindows = found
End Function

Private Sub WriteText(ByVal path As String, ByVal text As String)
    Dim stream As Object
    Set stream = CreateObject("ADODB.Stream")
    stream.Type = 2
    stream.Charset = "utf-8"
    stream.Open
    stream.WriteText text
    stream.SaveToFile path, 2
    stream.Close
End Sub

Private Function ReadText(ByVal path As String) As String
    Dim stream As Object
    Set stream = CreateObject("ADODB.Stream")
    stream.Type = 2
    stream.Charset = "utf-8"
    stream.Open
    stream.LoadFromFile path
    ReadText = stream.ReadText
    stream.Close
End Function

Private Function Quoted(ByVal text As String) As String
    Quoted = Chr(34) & text & Chr(34)
End Function

' ---------------------------------------------------------------- macOS

#If Mac Then
' Excel may start nothing itself there: the script that "leadbook install excel" puts into its script folder does. Nor
' does Excel hear Python while a macro runs, so the macro ends at once, and looks for the answer every second.
Private Sub SendOnMac(ByVal request As String)
    If waitingPlace <> "" Then
        ShowAnswer Problem("Leadbook is still working on the command before this one.")
        Exit Sub
    End If
    On Error GoTo missing
    waitingPlace = AppleScriptTask("Leadbook.applescript", "leadbookStart", request)
    waitingRequest = request
    Working True
    LookSoon
    Exit Sub
missing:
    waitingPlace = ""
    ShowAnswer Problem("Leadbook is not set up for Excel on this computer yet. In Terminal, run: " & INSTALL)
End Sub

Private Sub LookSoon()
    Application.OnTime Now + TimeSerial(0, 0, 1), "'" & ThisWorkbook.Name & "'!LeadbookLook"
End Sub

Public Sub LeadbookLook()
    Dim answer As String, code As String
    On Error GoTo failed
    answer = AppleScriptTask("Leadbook.applescript", "leadbookAnswer", waitingPlace)
    If answer = "" Then
        LookSoon
        Exit Sub
    End If
    waitingPlace = ""
    Working False
    code = Field(answer, "exit")
    If code = "126" Or code = "127" Then
        answer = Problem("The Python that Leadbook was set up with is no longer there. In Terminal, run: " & INSTALL)
    ElseIf Field(answer, "status") = "" Then
        answer = NoAnswer(code)
    End If
    If ShowAnswer(answer) Then SendOnMac waitingRequest & OneLine("yes", "1")
    Exit Sub
failed:
    waitingPlace = ""
    Working False
    ShowAnswer NoAnswer("unknown")
End Sub

Private Function PickOnMac(ByVal asks As String, ByVal question As String) As Variant
    Dim picked As String
    picked = AppleScriptTask("Leadbook.applescript", "leadbookPick", asks & vbLf & question)
    If picked = "" Then PickOnMac = False Else PickOnMac = Split(picked, vbLf)
End Function
#End If

' ---------------------------------------------------------------- request and answer

' Lines "key=value"; in a value a line break is \n and a backslash \\.
Private Function OneLine(ByVal key As String, ByVal value As String) As String
    If value = "" Then Exit Function
    value = Replace(value, "\", "\\")
    value = Replace(value, vbCr, "")
    OneLine = key & "=" & Replace(value, vbLf, "\n") & vbLf
End Function

' All values of a key, a line each; "" when there is none.
Private Function Field(ByVal text As String, ByVal key As String) As String
    Dim lines As Variant, at As Long, one As String, found As Boolean
    lines = Split(Replace(text, vbCr, ""), vbLf)
    For at = LBound(lines) To UBound(lines)
        one = lines(at)
        If Left(one, Len(key) + 1) = key & "=" Then
            If found Then Field = Field & vbLf
            Field = Field & Plain(Mid(one, Len(key) + 2))
            found = True
        End If
    Next at
End Function

Private Function Plain(ByVal value As String) As String
    Dim parts As Variant, at As Long
    If value = "" Then Exit Function
    parts = Split(value, "\\")
    For at = LBound(parts) To UBound(parts)
        parts(at) = Replace(parts(at), "\n", vbLf)
    Next at
    Plain = Join(parts, "\")
End Function

Private Function Problem(ByVal text As String) As String
    Problem = OneLine("status", "error") & OneLine("text", text)
End Function

Private Function NoAnswer(ByVal code As String) As String
    NoAnswer = Problem("Python ended without an answer (exit code " & code & "). Its log says why; to see where that is, run in a terminal: leadbook doctor")
End Function

' ---------------------------------------------------------------- what the person sees

' Goes to the cell, opens the workbook, shows one message; True when a question was answered with yes.
Private Function ShowAnswer(ByVal answer As String) As Boolean
    Dim text As String
    GoThere Field(answer, "sheet"), Field(answer, "cell"), Field(answer, "open")
    text = Field(answer, "text")
    If text = "" Then text = "Done."
    If Len(text) > MOST_LETTERS Then text = Left(text, MOST_LETTERS) & " ..."
    Select Case Field(answer, "status")
        Case "ask"
            ShowAnswer = (Say(text, vbYesNo + vbQuestion) = vbYes)
        Case "done"
            Say text, vbInformation
        Case "bug"
            Say text, vbCritical
        Case Else
            Say text, vbExclamation
    End Select
End Function

Private Sub GoThere(ByVal sheet As String, ByVal cell As String, ByVal other As String)
    On Error Resume Next
    If other <> "" Then Set target = Workbooks.Open(other)
    If target Is Nothing Or sheet = "" Then Exit Sub
    target.Activate
    target.Sheets(sheet).Activate
    If cell <> "" Then Application.Goto target.Sheets(sheet).Range(cell), False
End Sub

' MsgBox knows the letters of the system's code page only; a box of Windows shows the others.
Private Function Say(ByVal text As String, ByVal kind As Long) As Long
    #If Mac Then
    Say = MsgBox(text, kind, BOX_TITLE)
    #Else
    If StrConv(StrConv(text, vbFromUnicode), vbUnicode) = text Then
        Say = MsgBox(text, kind, BOX_TITLE)
    Else
        Say = CreateObject("WScript.Shell").Popup(text, 0, BOX_TITLE, kind)
    End If
    #End If
End Function

Private Function WindowNumber() As String
    Dim host As Object
    Set host = Application
    On Error Resume Next
    WindowNumber = CStr(host.Hwnd)
End Function
