"""Who marks which application, by turns: nobody with a conflict, everybody about as many."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from manifattura.evaluation.domain.turns import turns

MEMBERS = (11, 7, 9)


def test_all_mark_where_the_call_gives_no_number():
    found = turns([1, 2], MEMBERS, how_many=None, conflicts={2: {7}}, marked={})
    assert found == {1: (11, 7, 9), 2: (11, 9)}


def test_the_least_burdened_come_first_then_the_drawn_order():
    found = turns([1, 2, 3], MEMBERS, how_many=2, conflicts={}, marked={})
    assert found == {1: (11, 7), 2: (11, 9), 3: (7, 9)}
    later = turns([4], MEMBERS, how_many=1, conflicts={}, marked={11: 5, 7: 5, 9: 4})
    assert later == {4: (9,)}


def test_when_fewer_may_all_of_them_do():
    assert turns([1], MEMBERS, how_many=2, conflicts={1: {11, 7}}, marked={}) == {1: (9,)}


@given(applications=st.integers(0, 40), members=st.integers(2, 7), how_many=st.integers(1, 7))
def test_nobody_marks_much_more_than_another(applications, members, how_many):
    everyone = list(range(100, 100 + members))
    found = turns(range(applications), everyone, how_many=how_many, conflicts={}, marked={})
    load = Counter(member for chosen in found.values() for member in chosen)
    each = [load.get(member, 0) for member in everyone]
    assert max(each) - min(each) <= 1
    assert all(len(chosen) == min(how_many, members) for chosen in found.values())
