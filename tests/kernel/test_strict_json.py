"""The file rules of docs/formats.md §1, one by one."""

import json
import os
from pathlib import Path

import pytest

from manifattura.kernel.strict_json import (
    InvalidInput,
    check_values,
    quoted,
    read_strict,
    read_strict_file,
    refuse_lone_surrogates,
)


def nested(lists: int, innermost: str = "") -> bytes:
    """A document whose member `meta` is so many lists in each other."""
    return b'{"meta":' + b"[" * lists + innermost.encode() + b"]" * lists + b"}"


@pytest.mark.parametrize(
    ("content", "document"),
    [
        (b"{}", {}),
        (b' \t\r\n{"a":1}\n ', {"a": 1}),
        (b'{"a":-0}', {"a": 0}),
        (b'{"a":9007199254740991,"b":-9007199254740991}', {"a": 2**53 - 1, "b": -(2**53) + 1}),
        (b'{"a":[true,false,null,"x",[],{}]}', {"a": [True, False, None, "x", [], {}]}),
        ('{"è":"𝄞"}'.encode(), {"è": "𝄞"}),
        (rb'{"a":"\ud834\udd1e\u00e8\/\b"}', {"a": "𝄞è/\b"}),
        (rb'{"a":"\\ud834"}', {"a": r"\ud834"}),
        (rb'{"a":{"b":1},"c":{"b":1}}', {"a": {"b": 1}, "c": {"b": 1}}),
    ],
)
def test_reads(content: bytes, document: object) -> None:
    assert read_strict(content) == document


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"[]",
        b'"a"',
        b"1",
        b"null",
        b"true",
        b"{",
        b"{}{}",
        b"{} x",
        b'{"a":1,}',
        b'{"a":[1,]}',
        b"{'a':1}",
        b"{a:1}",
        b'{"a":01}',
        b'{"a":+1}',
        b'{"a":.5}',
        b'{"a":1.}',
        b'{"a":-}',
        b'{"a":0x1}',
        b'{"a":tru}',
        b'{"a":"x}',
        b'{"a":"\t"}',
        b'{"a":"\x00"}',
        b'{"a":"\\x"}',
        b'{"a":"\\u12"}',
        b'{"a":1 /* no */}',
        "{\u00a0}".encode(),
        '{"a":1\u0663}'.encode(),
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":1E2}',
        b'{"a":-0.0}',
        b'{"a":1e400}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 17 + b"}",
        b'{"a":' + b"9" * 10_000 + b"}",
        b'{"a":1,"a":1}',
        b'{"b":{"c":1,"a":1,"c":2}}',
        rb'{"a":1,"\u0061":2}',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b'{"a":"\xff"}',
        b'{"a":"\xc0\xaf"}',
        b'{"a":"\xed\xa0\x80"}',
        rb'{"a":"\ud800"}',
        rb'{"a":"\uDC00x"}',
        rb'{"a":"\ud834 \udd1e"}',
        rb'{"a":"\udd1e\ud834"}',
        rb'{"\ud800":1}',
        rb'{"a":[{"b":"\ud834\ud834\udd1e"}]}',
    ],
)
def test_refuses(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_strict(content)
    assert str(refused.value).isascii()
    assert len(str(refused.value).splitlines()) == 1
    assert len(str(refused.value)) < 200


def test_the_document_is_level_one_and_the_deepest_is_64() -> None:
    assert read_strict(nested(63)) is not None
    assert read_strict(nested(62, "1")) is not None
    for content in (nested(64), nested(63, "1"), nested(63, '"x"'), nested(900), nested(200_000)):
        with pytest.raises(InvalidInput, match="nested deeper"):
            read_strict(content)


def test_depth_counts_objects_too() -> None:
    def objects(levels: int) -> bytes:
        return b'{"a":' * (levels - 1) + b"{}" + b"}" * (levels - 1)

    assert read_strict(objects(64)) is not None
    with pytest.raises(InvalidInput):
        read_strict(objects(65))
    with pytest.raises(InvalidInput):
        read_strict(objects(100_000))


def test_reading_a_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text('{"a": 1}')
    assert read_strict_file(str(good)) == {"a": 1}
    for path in (
        tmp_path,
        tmp_path / "missing.json",
        good / "below",
        Path("nul\0name"),
        tmp_path / "two\nlines",
    ):
        with pytest.raises(InvalidInput, match="cannot read") as refused:
            read_strict_file(str(path))
        assert len(str(refused.value).splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    secret.chmod(0)
    with pytest.raises(InvalidInput, match="Permission denied"):
        read_strict_file(str(secret))


@pytest.mark.parametrize("value", [1.5, {"a": 2**53}, {1: "a"}, (1,), {"a": {1}}, [b"x"], {"a": {None: 1}}])
def test_values_of_python_that_are_not_of_the_format(value: object) -> None:
    with pytest.raises(InvalidInput):
        check_values(value)


def test_lone_surrogates_in_text() -> None:
    refuse_lone_surrogates("è 𝄞")
    with pytest.raises(InvalidInput, match=r"U\+D834"):
        refuse_lone_surrogates("a\ud834")


def test_quoted_is_short_ascii_on_one_line() -> None:
    assert quoted("è\n\u2028") == r'"\u00e8\n\u2028"'
    assert quoted(True) == "true"
    assert quoted(None) == "null"
    assert quoted(1.5) == "a float"
    assert len(quoted("x" * 500)) == 80


def test_where_grows_from_inside_out() -> None:
    error = InvalidInput("no").within("max").within("[2]").within("criteria").within("call")
    assert str(error) == "call.criteria[2].max: no"
    assert str(InvalidInput("no")) == "no"
    assert json.dumps(error.args) == '["no", "call.criteria[2].max"]'
