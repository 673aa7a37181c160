"""Requests and answers as lines of `key=value`, the same as leadbook.fronts.exchange in Python 3.8.

In a value a line break is written "\\n" and a backslash "\\\\".
"""


def request_lines(pairs):
    """The text of a request: (key, value) pairs, those without a value left out."""
    return "".join("{}={}\n".format(key, _escaped(value)) for key, value in pairs if value)


def answer_of(text):
    """The answer in a text, as a dict: status, sheet, cell, open and text (several lines joined).

    Raises:
        ValueError: it has no status, so the other side ended before it could say anything.
    """
    found = {"sheet": "", "cell": "", "open": ""}
    said = []
    for line in text.lstrip("\ufeff").splitlines():
        key, equals, value = line.partition("=")
        if equals and key.strip() == "text":
            said.append(_unescaped(value))
        elif equals:
            found[key.strip()] = _unescaped(value)
    if not found.get("status"):
        raise ValueError("an answer has a status")
    found["text"] = "\n".join(said)
    return found


def _escaped(value):
    return value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


def _unescaped(value):
    return "\\".join(part.replace("\\n", "\n") for part in value.split("\\\\"))
