Attribute VB_Name = "LeadbookCalc"

' LibreOffice only; Excel never comes here. GetProcessServiceManager is a name of LibreOffice's Basic: without Option
' Explicit it is a blank variable to Excel, so that the project compiles there too.

' True when the extension was told.
Public Function LeadbookCalcRun(ByVal command As String, ByVal way As String) As Boolean
    Dim service As Object
    Set service = GetProcessServiceManager.createInstance("org.leadbook.calc.Command")
    If IsNull(service) Then
        MsgBox "The Leadbook extension is not set up in this LibreOffice yet. In a terminal, run: leadbook install calc", 48, "Leadbook"
        Exit Function
    End If
    service.trigger Trim(command & " " & way)
    LeadbookCalcRun = True
End Function
