"""Modules of Visual Basic to a macro project (vbaProject.bin), as [MS-OVBA] defines it.

Only what the standard asks for: sources, no compiled code. `_VBA_PROJECT` is the seven bytes that tell Excel to
compile them itself, as in the standard's own example (3.1). The same modules give the same bytes.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from leadbook.template.macros.compound import compound_file
from leadbook.template.macros.compression import compress

Kind = Literal["module", "workbook", "sheet"]
PROJECT: Final = "VBAProject"
_CODE_PAGE: Final = "cp1252"
_NO_CACHE: Final = bytes.fromhex("cc61ffff000100")
_BASES: Final[dict[Kind, str]] = {
    "workbook": "{00020819-0000-0000-C000-000000000046}",
    "sheet": "{00020820-0000-0000-C000-000000000046}",
}
"""Classes of Excel that document modules belong to."""

_DOCUMENT: Final = """\
Attribute VB_Base = "0{base}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = True
Attribute VB_Exposed = True
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = True
"""
_REFERENCES: Final = (
    ("stdole",
     "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\\Windows\\System32\\stdole2.tlb#OLE Automation"),
    ("Office",
     "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16"
     "\\MSO.DLL#Microsoft Office 16.0 Object Library"),
)  # fmt: skip
"""The two libraries that Excel itself refers to in every new project; found by their class, not by the path."""

_HOST: Final = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
_SEED: Final = 0x8D


@dataclass(frozen=True, slots=True)
class Module:
    """One module.

    Args:
        name: a name of Visual Basic, at most 31 characters.
        source: its lines, without the line that names it.
        kind: a standard module, or the module that belongs to the workbook or to a sheet.
    """

    name: str
    source: str = ""
    kind: Kind = "module"

    @property
    def text(self) -> bytes:
        """The source as it is stored: named, with line ends of Windows, in the code page of the project.

        Raises:
            UnicodeEncodeError: the source has a letter that the code page lacks.
        """
        base = _DOCUMENT.format(base=_BASES[self.kind]) if self.kind in _BASES else ""
        lines = f'Attribute VB_Name = "{self.name}"\n{base}{self.source}'.rstrip("\n").split("\n")
        return "".join(f"{line}\r\n" for line in lines).encode(_CODE_PAGE)


def module_of(exported: str) -> Module:
    """The standard module of a file that the editor of Visual Basic exports (.bas).

    Raises:
        ValueError: it does not begin with the line that names the module.
    """
    first, _, rest = exported.replace("\r\n", "\n").partition("\n")
    start, quote, name = first.partition('"')
    if start != "Attribute VB_Name = " or not quote:
        raise ValueError("a module begins with its name: Attribute VB_Name = \"…\"")
    return Module(name.rstrip('"'), rest)


def project(modules: Sequence[Module]) -> bytes:
    """The macro project with these modules, in this order."""
    identity = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"leadbook:{PROJECT}")).upper() + "}"
    storage = {module.name: compress(module.text) for module in modules}
    storage["dir"] = compress(_directory(modules))
    storage["_VBA_PROJECT"] = _NO_CACHE
    return compound_file({
        "VBA": storage, "PROJECT": _properties(modules, identity), "PROJECTwm": _names(modules),
    })  # fmt: skip


def _record(number: int, content: bytes = b"") -> bytes:
    """One record of the stream “dir”: number, size, content."""
    return struct.pack("<HI", number, len(content)) + content


def _text(number: int, unicode_number: int, text: str) -> bytes:
    """A text as two records: in the code page, and in UTF-16."""
    return _record(number, text.encode(_CODE_PAGE)) + _record(unicode_number, text.encode("utf-16-le"))


def _directory(modules: Sequence[Module]) -> bytes:
    """The stream “dir” (2.3.4.2): about the project, the libraries it refers to, its modules."""
    english = struct.pack("<I", 0x0409)
    parts = [
        _record(0x01, struct.pack("<I", 3)),  # 64-bit Windows; Excel of any system reads it
        _record(0x02, english), _record(0x14, english), _record(0x03, struct.pack("<H", 1252)),
        _record(0x04, PROJECT.encode(_CODE_PAGE)), _text(0x05, 0x40, ""), _record(0x06), _record(0x3D),
        _record(0x07, bytes(4)), _record(0x08, bytes(4)), struct.pack("<HIIH", 0x09, 4, 1, 1), _text(0x0C, 0x3C, ""),
    ]  # fmt: skip
    for name, library in _REFERENCES:
        path = library.encode(_CODE_PAGE)
        parts += [_text(0x16, 0x3E, name), _record(0x0D, struct.pack("<I", len(path)) + path + bytes(6))]
    parts += [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]
    for module in modules:
        parts += [
            _text(0x19, 0x47, module.name), _text(0x1A, 0x32, module.name), _text(0x1C, 0x48, ""),
            _record(0x31, bytes(4)),  # the source begins where the stream does: there is no cache before it
            _record(0x1E, bytes(4)), _record(0x2C, b"\xff\xff"),
            _record(0x21 if module.kind == "module" else 0x22), _record(0x2B),
        ]  # fmt: skip
    return b"".join([*parts, _record(0x10)])


def _properties(modules: Sequence[Module], identity: str) -> bytes:
    """The stream PROJECT (2.3.1): what the editor shows. Not locked, no password, visible."""
    kinds = {"module": "Module={}"}
    lines = [f'ID="{identity}"']
    lines += [kinds.get(module.kind, "Document={}/&H00000000").format(module.name) for module in modules]
    lines += [
        f'Name="{PROJECT}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"',
        f'CMG="{_hidden(bytes(4), identity)}"', f'DPB="{_hidden(bytes(1), identity)}"',
        f'GC="{_hidden(bytes([0xFF]), identity)}"', "", "[Host Extender Info]", _HOST, "", "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode(_CODE_PAGE)


def _names(modules: Sequence[Module]) -> bytes:
    """The stream PROJECTwm (2.3.3): each name in the code page and in UTF-16."""
    names = [module.name for module in modules]
    pairs = [name.encode(_CODE_PAGE) + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names]
    return b"".join([*pairs, b"\0\0"])


def _hidden(data: bytes, identity: str) -> str:
    """Data of the project's protection as the standard disguises it (2.4.3); the seed is fixed, it is no secret."""
    key = sum(identity.encode(_CODE_PAGE)) & 0xFF
    made = [_SEED, _SEED ^ 2, _SEED ^ key]
    plain, last, before = key, made[2], made[1]
    for byte in bytes([_SEED]) * ((_SEED & 6) // 2) + struct.pack("<I", len(data)) + data:
        made.append(byte ^ ((before + plain) & 0xFF))
        before, last, plain = last, made[-1], byte
    return bytes(made).hex().upper()
