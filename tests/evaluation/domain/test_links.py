"""Linked applicants: by an answer, by the office's register, through others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.evaluation.domain.links import linked, says_a_group


def test_marks_in_common_link_also_through_others():
    found = linked({"a": ["x"], "b": ["x", "y"], "c": ["y"], "d": ["z"], "e": []})
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    assert linked({"b": ["y"], "c": ["x"], "a": ["x", "y"]}) == {"a": "a", "b": "a", "c": "a"}
    assert linked({}) == {}


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.sampled_from("123456"), max_size=3)))
def test_who_shares_a_mark_is_in_one_group_and_groups_share_none(marks):
    found = linked(marks)
    for one in marks:
        for other in marks:
            if marks[one] & marks[other]:
                assert found[one] == found[other]
    for group in set(found.values()):
        inside = [marks[one] for one in marks if found[one] == group]
        outside = [marks[one] for one in marks if found[one] != group]
        assert not set().union(*inside) & set().union(*outside)


@pytest.mark.parametrize("answer", ["", "-", "—", "nessuno", "nessuna.", "n/a", "n.a.", "no"])
def test_who_writes_that_there_is_no_group_is_in_none(answer):
    assert not says_a_group(answer)


def test_a_name_is_a_group():
    assert says_a_group("rossi holding")
    assert says_a_group("nessuno spa")
