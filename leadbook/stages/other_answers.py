"""The other answers of an inquiry, kept in one cell as “header: value; header: value”."""

from __future__ import annotations

from leadbook.fields.text import fold


def pieces(extra: str) -> list[str]:
    """The other answers one by one; a value may hold semicolons, so what has no header belongs to what is before it.

    >>> pieces("Hall: 3; Rooms: A 1; B 2; Mobile no.: 555")
    ['Hall: 3', 'Rooms: A 1; B 2', 'Mobile no.: 555']
    """
    found: list[str] = []
    for part in extra.split("; "):
        if found and ": " not in part:
            found[-1] += f"; {part}"
        else:
            found.append(part)
    return found


def parts_of(extra: str, header: str) -> list[tuple[str, str]]:
    """The parts of the other answers under a header, however it is spelt, and the value of each.

    >>> parts_of("Hall: 3; Mobile no.: 555", "mobile No")
    [('Mobile no.: 555', '555')]
    """
    wanted, found = fold(header), []
    for part in pieces(extra):
        name, mark, value = part.partition(": ")
        if part.startswith(f"{header}: "):
            found.append((part, part[len(header) + 2 :]))
        elif mark and fold(name) == wanted:
            found.append((part, value))
    return found


def answers(extra: str, label: str) -> list[str]:
    """What stands under a label among the other answers.

    >>> answers("Received: 03/04/2026; Hall: 3", "Received")
    ['03/04/2026']
    """
    start = f"{label}: "
    return [part[len(start) :] for part in pieces(extra) if part.startswith(start)]
