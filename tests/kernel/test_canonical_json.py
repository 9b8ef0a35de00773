"""Canonical JSON against the examples and rules of RFC 8785 that concern documents without fractions."""

import hashlib
import json
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.strict_json import InvalidInput, read_strict

texts = st.text(st.characters(exclude_categories=["Cs"]))
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


class Word(StrEnum):
    OPEN = "open"


def test_members_are_sorted_by_utf16_code_units() -> None:
    # RFC 8785 §3.2.3: by code point the smiley would come after U+FB33.
    document = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert canonical_json(document).decode() == (
        '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    )
    nested = {"a": [{"\ufb33": {}, "\U0001f600": []}]}
    assert canonical_json(nested).decode() == '{"a":[{"\U0001f600":[],"\ufb33":{}}]}'


def test_strings_have_the_shortest_escapes() -> None:
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/\b\f\t\u007f\u2028"
    assert canonical_json(text).decode() == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\\b\\f\\t\u007f\u2028"'


def test_other_values() -> None:
    assert canonical_json({"b": [True, False, None, -0, -12], "a": {}}) == (
        b'{"a":{},"b":[true,false,null,0,-12]}'
    )
    assert canonical_json({Word.OPEN: Word.OPEN}) == b'{"open":"open"}'


@pytest.mark.parametrize(
    "value", [1.0, {"a": 2**53}, {"a": (1,)}, {1: 2}, "\ud800", {"\udc00": 1}, [object()]]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(InvalidInput):
        canonical_json(value)


def test_digest_is_of_the_canonical_bytes() -> None:
    assert sha256_hex({"b": 1, "a": "è"}) == hashlib.sha256('{"a":"è","b":1}'.encode()).hexdigest()


@given(st.dictionaries(texts, values))
def test_reading_it_back_gives_the_same_document_and_the_same_bytes(document: dict[str, Any]) -> None:
    once = canonical_json(document)
    assert read_strict(once) == document
    assert canonical_json(read_strict(once)) == once
    assert canonical_json(read_strict(json.dumps(document, indent=2).encode())) == once
