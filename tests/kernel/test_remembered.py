"""What is read once per request, and never remembered outside one."""

import pytest
from django.core.signals import request_finished, request_started

from manifattura.kernel.remembered import forget, once_per_request


@pytest.mark.django_db
def test_once_within_a_request_and_every_time_outside():
    reads = []

    def read():
        reads.append(len(reads))
        return reads[-1]

    assert (once_per_request("test", read), once_per_request("test", read)) == (0, 1)
    request_started.send(None)
    try:
        assert (once_per_request("test", read), once_per_request("test", read)) == (2, 2)
        forget("test")
        assert once_per_request("test", read) == 3
    finally:
        request_finished.send(None)
    assert once_per_request("test", read) == 4
