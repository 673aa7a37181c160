"""Help opens the README: the text that came with this installation, as a page of the user's own browser."""

from __future__ import annotations

import html
import os
import sys
import webbrowser
from importlib.metadata import PackageNotFoundError, metadata

PAGE = "README.html"
_HEAD = (
    '<!doctype html><meta charset="utf-8"><title>Leadbook</title>'
    '<body style="max-width: 60em; margin: 2em auto; font-family: sans-serif"><pre style="white-space: pre-wrap">'
)


def open_readme() -> bool:
    """Put the README of this installation beside the records and let the browser show it; whether it does."""
    from leadbook.books.saving.states import state_root

    try:
        text = str(metadata("leadbook")["Description"] or "")
        page = state_root() / PAGE
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{_HEAD}{html.escape(text)}</pre>", encoding="utf-8")
    except (OSError, PackageNotFoundError, KeyError):
        return False
    return bool(text.strip()) and _has_windows() and webbrowser.open(page.as_uri())


def _has_windows() -> bool:
    """Whether a browser can show itself: where there is no screen, one of text would wait for keys for ever."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
