"""Several kinds of rows counted in one statement."""

import pytest

from manifattura.accounts.models import Account, Person
from manifattura.kernel.counting import count_all
from tests.factories.accounts import PersonFactory


@pytest.mark.django_db
def test_all_in_one_statement_in_their_order(django_assert_num_queries):
    person = PersonFactory()
    PersonFactory()
    kinds = [
        Person.objects.filter(pk=person.pk).order_by("-pk"),
        Person.objects.none(),
        Account.objects.select_related(),
        Person.objects.filter(pk__in=[one.pk for one in Person.objects.all()]).distinct(),
    ]
    with django_assert_num_queries(1):
        found = count_all(kinds)
    assert found == [rows.count() for rows in kinds]
    assert found[:2] == [1, 0]


@pytest.mark.django_db
def test_nothing_to_count_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_all([]) == []
