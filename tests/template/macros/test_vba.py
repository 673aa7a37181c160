"""The macro project: other programs find the sources in it, and nothing else."""

from __future__ import annotations

import io
import re
import struct

import olefile
import pytest
from oletools.olevba import VBA_Parser, decompress_stream

from leadbook.template.macros.vba import Module, module_of, project

MODULES = [
    Module("ThisWorkbook", kind="workbook"),
    Module("Sheet1", kind="sheet"),
    module_of('Attribute VB_Name = "One"\nOption Explicit\n\nPublic Sub A()\nEnd Sub\n'),
    module_of('Attribute VB_Name = "Two"\r\n' + "' a long comment of a module\r\n" * 900),
]


@pytest.fixture(scope="module")
def file():
    with olefile.OleFileIO(io.BytesIO(project(MODULES)), raise_defects=olefile.DEFECT_UNSURE) as opened:
        yield opened


def shown(text: str) -> dict[str, bytes]:
    """CMG, DPB and GC of a PROJECT stream, read back as [MS-OVBA] 2.4.3.3 says."""
    found = {}
    for name in ("CMG", "DPB", "GC"):
        data = bytes.fromhex(re.search(rf'^{name}="(\w+)"', text, re.MULTILINE)[1])
        seed, version, key = data[0], data[1] ^ data[0], data[2] ^ data[0]
        assert version == 2
        assert key == sum(re.search(r'^ID="(.*?)"', text)[1].encode()) & 0xFF
        plain, last, before, out = key, data[2], data[1], []
        for byte in data[3:]:
            out.append(byte ^ ((before + plain) & 0xFF))
            before, last, plain = last, byte, out[-1]
        out = bytes(out[(seed & 6) // 2 :])
        assert struct.unpack_from("<I", out)[0] == len(out) - 4
        found[name] = out[4:]
    return found


def test_olevba_finds_each_source_with_the_line_ends_of_windows():
    parser = VBA_Parser("vbaProject.bin", data=project(MODULES))
    found = {name.removesuffix(".bas").removesuffix(".cls"): code for _, _, name, code in parser.extract_macros()}
    parser.close()
    assert set(found) == {module.name for module in MODULES}
    for module in MODULES:
        text = module.text.decode("cp1252")
        assert found[module.name].strip() == text.strip()
        assert text.count("\r\n") == text.count("\n") == text.count("\r") > 0


def test_there_is_no_compiled_code_and_no_cache(file):
    assert file.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000100")
    assert not [path for path in file.listdir() if path[-1].startswith("__SRP")]
    for module in MODULES:  # offset 0: the stream is the source, with nothing compiled before it
        assert bytes(decompress_stream(bytearray(file.openstream(f"VBA/{module.name}").read()))) == module.text


def test_the_project_is_visible_and_has_no_password(file):
    text = file.openstream("PROJECT").read().decode("cp1252")
    assert shown(text) == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}
    kinds = re.findall(r"^(Module|Document)=(\w+)", text, re.MULTILINE)
    assert kinds == [("Document", "ThisWorkbook"), ("Document", "Sheet1"), ("Module", "One"), ("Module", "Two")]


def test_the_names_stand_in_both_alphabets(file):
    names = file.openstream("PROJECTwm").read()
    wanted = b"".join(m.name.encode() + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in MODULES)
    assert names == wanted + b"\0\0"


def test_a_file_that_does_not_begin_with_its_name_is_refused():
    with pytest.raises(ValueError, match="begins with its name"):
        module_of("Option Explicit\n")


def test_a_letter_that_the_code_page_lacks_is_refused():
    with pytest.raises(UnicodeEncodeError):
        project([Module("One", "' łódź\n")])
