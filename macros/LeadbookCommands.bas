Attribute VB_Name = "LeadbookCommands"
Option Explicit

' Written by python -m leadbook.fronts.macros; a change made here is lost. One Sub for each button.

Public Sub LeadbookFlag()
    LeadbookStart "flag", "", "list", "The list to flag", False
End Sub

Public Sub LeadbookNew()
    LeadbookStart "new", "", "workbook", "Name of the new workbook", False
End Sub

Public Sub LeadbookImport()
    LeadbookStart "import", "", "lists", "Lists to import", True
End Sub

Public Sub LeadbookImportInbox()
    LeadbookStart "import", "inbox", "", "", True
End Sub

Public Sub LeadbookImportDryRun()
    LeadbookStart "import", "dry-run", "lists", "Lists to try", True
End Sub

Public Sub LeadbookCheck()
    LeadbookStart "check", "", "", "", True
End Sub

Public Sub LeadbookAllocate()
    LeadbookStart "allocate", "", "", "", True
End Sub

Public Sub LeadbookAllocatePreview()
    LeadbookStart "allocate", "preview", "", "", True
End Sub

Public Sub LeadbookAllocateRebalance()
    LeadbookStart "allocate", "rebalance", "", "", True
End Sub

Public Sub LeadbookAllocateWhatIf()
    LeadbookStart "allocate", "what-if", "text", "For example: quota Dana 120000; absent Dana 1-14 Dec; close rate +2 %", True
End Sub

Public Sub LeadbookForecast()
    LeadbookStart "forecast", "", "", "", True
End Sub

Public Sub LeadbookBrief()
    LeadbookStart "brief", "", "", "", True
End Sub

Public Sub LeadbookBriefPdf()
    LeadbookStart "brief", "pdf", "", "", True
End Sub

Public Sub LeadbookReport()
    LeadbookStart "report", "", "", "", True
End Sub

Public Sub LeadbookRun()
    LeadbookStart "run", "", "lists", "Lists of this week", True
End Sub

Public Sub LeadbookUndo()
    LeadbookStart "undo", "", "", "", True
End Sub

Public Sub LeadbookWhy()
    LeadbookStart "why", "", "", "", True
End Sub

Public Sub LeadbookShow()
    LeadbookStart "show", "", "text", "Names of hidden sheets, with commas between them; leave it blank for a list", True
End Sub

Public Sub LeadbookDemo()
    LeadbookStart "demo", "", "folder", "Folder for the demo", False
End Sub

Public Sub LeadbookDoctor()
    LeadbookStart "doctor", "", "", "", False
End Sub

Public Sub LeadbookHelp()
    LeadbookStart "help", "", "", "", False
End Sub

' The command whose tag a button of the tab carries.
Public Sub LeadbookByName(ByVal tag As String)
    Select Case tag
        Case "flag": LeadbookFlag
        Case "new": LeadbookNew
        Case "import": LeadbookImport
        Case "import inbox": LeadbookImportInbox
        Case "import dry-run": LeadbookImportDryRun
        Case "check": LeadbookCheck
        Case "allocate": LeadbookAllocate
        Case "allocate preview": LeadbookAllocatePreview
        Case "allocate rebalance": LeadbookAllocateRebalance
        Case "allocate what-if": LeadbookAllocateWhatIf
        Case "forecast": LeadbookForecast
        Case "brief": LeadbookBrief
        Case "brief pdf": LeadbookBriefPdf
        Case "report": LeadbookReport
        Case "run": LeadbookRun
        Case "undo": LeadbookUndo
        Case "why": LeadbookWhy
        Case "show": LeadbookShow
        Case "demo": LeadbookDemo
        Case "doctor": LeadbookDoctor
        Case "help": LeadbookHelp
    End Select
End Sub
