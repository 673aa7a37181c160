"""One progress text in the status bar, for the command that runs now."""


class Shown:
    """The text and bar of a command; without one (`begin` not called, or `finish` called) nothing is shown."""

    def __init__(self):
        self.indicator = None
        self.own = ""

    def begin(self, frame, text):
        """Show a text in a window; None as the window shows nothing."""
        self.own = text
        self.indicator = frame.createStatusIndicator() if frame is not None else None
        self.start(text, 0)

    def start(self, text, most):
        """Show a text and a bar up to `most`."""
        if self.indicator is not None:
            self.indicator.start(text, most)

    def text(self, text):
        """Show another text."""
        if self.indicator is not None:
            self.indicator.setText(text)

    def value(self, value):
        """Move the bar."""
        if self.indicator is not None:
            self.indicator.setValue(value)

    def finish(self):
        """Give the status bar back."""
        indicator, self.indicator = self.indicator, None
        if indicator is not None:
            indicator.end()


CURRENT = Shown()
