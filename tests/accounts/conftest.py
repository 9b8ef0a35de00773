"""What the tests of accounts share."""

from collections.abc import Callable

import pytest
from django.test import Client


@pytest.fixture
def client_factory() -> Callable[[], Client]:
    """Another browser."""
    return Client
