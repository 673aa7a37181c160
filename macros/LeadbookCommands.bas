Attribute VB_Name = "LeadbookCommands"
Option Explicit

Public Sub LeadbookImport()
    LeadbookStart "import", "", "lists", "Lists to import", True
End Sub

Public Sub LeadbookByName(ByVal name As String)
    Select Case name
        Case "import": LeadbookImport
    End Select
End Sub
