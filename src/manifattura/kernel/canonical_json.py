"""Canonical JSON (RFC 8785, JCS) for documents without fractions, and its SHA-256 digest."""

import hashlib
import json

from manifattura.kernel.strict_json import check_values, refuse_lone_surrogates


def canonical_json(document: object) -> bytes:
    """The one way to write `document`: sorted members, no spaces, shortest escapes, UTF-8.

    Takes dict, list, str, int, bool and None only (docs/formats.md §1: money and points are strings);
    raises `InvalidInput` for anything else, so that no two writers can disagree on a digest.
    """
    check_values(document)
    text = _dumped(document, sort_keys=True)
    if not text.isascii():
        # Python sorts by code point, JCS by UTF-16 code unit: they part above U+FFFF.
        refuse_lone_surrogates(text)
        text = _dumped(_in_order(document), sort_keys=False)
    return text.encode("utf-8")


def sha256_hex(document: object) -> str:
    """Lower-case hexadecimal SHA-256 of the canonical JSON: `input_sha256` and every other digest we print."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def _dumped(document: object, *, sort_keys: bool) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)


def _in_order(value: object) -> object:
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_in_order(item) for item in value]
    return value


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")
