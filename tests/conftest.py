"""What all tests share: LibreOffice where it is there, and how examples are tried."""

from __future__ import annotations

import os
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from tests import office as office_module
from tests.live import screen as screen_module

# A test says what is right, not how fast this machine is today; the same examples are tried on every run.
settings.register_profile("leadbook", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("leadbook")

pytest_plugins = ["tests.actions.desks"]  # a workbook to work on, for tests of whole commands wherever they stand


@pytest.fixture(autouse=True)
def _office_is_there(request: pytest.FixtureRequest) -> None:
    """Tests marked `office` run whenever LibreOffice is there; a CI run without it fails, it does not skip."""
    if request.node.get_closest_marker("office") is None or office_module.program() is not None:
        return
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail("LibreOffice is not on this machine, and a CI run may not leave its tests out.")
    pytest.skip("LibreOffice is not on this machine.")


@pytest.fixture(autouse=True)
def _screen_is_there(request: pytest.FixtureRequest) -> None:
    """Tests marked `screen` run whenever a virtual screen can be had; a CI run without one fails."""
    if request.node.get_closest_marker("screen") is None or not (missing := screen_module.missing()):
        return
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"This machine has no {', '.join(missing)}, and a CI run may not leave tests on a screen out.")
    pytest.skip(f"This machine has no {', '.join(missing)}.")


@pytest.fixture
def office() -> ModuleType:
    """LibreOffice: `office.convert(path, "pdf")`. Mark the test with `pytest.mark.office`."""
    return office_module
