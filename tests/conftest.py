"""What all tests share: LibreOffice where it is there."""

from __future__ import annotations

import os
from types import ModuleType

import pytest

from tests import office as office_module


@pytest.fixture(autouse=True)
def _office_is_there(request: pytest.FixtureRequest) -> None:
    """Tests marked `office` run whenever LibreOffice is there; a CI run without it fails, it does not skip."""
    if request.node.get_closest_marker("office") is None or office_module.program() is not None:
        return
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail("LibreOffice is not on this machine, and a CI run may not leave its tests out.")
    pytest.skip("LibreOffice is not on this machine.")


@pytest.fixture
def office() -> ModuleType:
    """LibreOffice: `office.convert(path, "pdf")`. Mark the test with `pytest.mark.office`."""
    return office_module
