Attribute VB_Name = "LeadbookCalc"

' LibreOffice only; Excel never comes here. GetProcessServiceManager is a name of LibreOffice's Basic: without Option
' Explicit it is a blank variable to Excel, so that the project compiles there too.
Public Sub LeadbookCalcRun(ByVal command As String, ByVal way As String)
    Dim service As Object
    service = GetProcessServiceManager.createInstance("org.leadbook.calc.Command")
    If IsNull(service) Then
        MsgBox "The Leadbook extension is not set up in this LibreOffice yet. In a terminal, run: leadbook install calc", 48, "Leadbook"
        Exit Sub
    End If
    service.trigger Trim(command & " " & way)
End Sub
