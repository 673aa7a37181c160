"""What all tests share: LibreOffice where it is there, and how examples are tried."""

from __future__ import annotations

import os
from types import ModuleType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

from tests import livecalc
from tests import office as office_module
from tests.live import screen as screen_module

# A test says what is right, not how fast this machine is today; the same examples are tried on every run.
settings.register_profile("leadbook", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("leadbook")

pytest_plugins = ["tests.actions.desks"]  # a workbook to work on, for tests of whole commands wherever they stand


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `office` or `screen` run whenever what they need is there; a CI run without it fails, not skips.

    This comes before any fixture, as a fixture for many tests may start LibreOffice or the screen itself.
    """
    missing = []
    if item.get_closest_marker("office") is not None and office_module.program() is None:
        missing.append("LibreOffice")
    if item.get_closest_marker("screen") is not None:
        missing += screen_module.missing()
    if not missing:
        return
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"This machine has no {', '.join(missing)}, and a CI run may not leave its tests out.")
    pytest.skip(f"This machine has no {', '.join(missing)}.")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test under which LibreOffice itself fell over is run once more, with a new one, and that is said.

    Its process is looked at, not the failure: whatever fails while it lives counts at once.
    """
    if item.get_closest_marker("office") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if any(report.failed for report in reports) and livecalc.has_died():
        livecalc.end()
        item._initrequest()  # type: ignore[attr-defined]
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        reports[-1].sections.append(("LibreOffice", "It fell over under this test, which was run a second time."))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_sessionfinish() -> None:
    """End the Calc that tests of this process worked in; a process that is only killed would leave it running."""
    livecalc.end()


@pytest.fixture
def office() -> ModuleType:
    """LibreOffice: `office.convert(path, "pdf")`. Mark the test with `pytest.mark.office`."""
    return office_module
