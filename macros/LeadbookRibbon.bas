Attribute VB_Name = "LeadbookRibbon"
Option Explicit

' One callback for the whole tab: each button carries the name of its command in its tag.
Public Sub LeadbookPressed(ByVal control As Object)
    LeadbookByName control.Tag
End Sub
