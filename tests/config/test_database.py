"""The test run's own database answers, and is not the demo's."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_have_a_database_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('server_version_num')::int")
        name, version = cursor.fetchone()
    assert "_run_" in name
    assert version >= 150000
