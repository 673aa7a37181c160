"""What an engine does not have says so: which call, and where it can be had."""

from __future__ import annotations

from typing import Any, NoReturn


class Lacks:
    """First base of every class of the engine: calls that only xlwings' base class knows are refused in words.

    The base classes raise a bare NotImplementedError; a person who tries a script of Excel's on Calc learns nothing
    from that.
    """

    def __init_subclass__(cls, **more: Any) -> None:  # noqa: ANN401
        """Put a refusal in the place of everything that an xlwings base class leaves open."""
        super().__init_subclass__(**more)
        own = {name for one in cls.__mro__ if not one.__module__.startswith("xlwings") for name in vars(one)}
        for base in cls.__mro__:
            if base.__module__ != "xlwings.base_classes":
                continue
            for name, member in vars(base).items():
                if not name.startswith("_") and name not in own and (callable(member) or isinstance(member, property)):
                    setattr(cls, name, _refusal(cls.__name__, name, member))


def _refusal(kind: str, name: str, member: object) -> object:
    """What stands for a property or a method that is not there."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise NotImplementedError(
            f"{kind}.{name} is not in Leadbook's engine for LibreOffice Calc; Excel and the closed file have more."
        )

    return property(refuse, refuse) if isinstance(member, property) else refuse
