"""Every test of whole commands keeps its backups and run records to itself."""

import pytest


@pytest.fixture(autouse=True)
def _own_state(own_state):
    """See `tests.actions.desks`."""
