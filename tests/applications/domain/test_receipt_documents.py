"""Receipt files: the public cases, every reason, every refusal, what the command prints and how little it loads."""

from __future__ import annotations

import base64
import copy
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from manifattura.applications.domain.merkle import leaf_hash, node_hash
from manifattura.applications.domain.proof_documents import leaf_text, tree_head_text
from manifattura.applications.domain.receipt_documents import result_document
from manifattura.applications.domain.receipt_verify import main
from manifattura.applications.domain.signatures import is_signed
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.strict_json import InvalidInput, read_strict

CASES = Path(__file__).parents[2] / "cases" / "receipt"
INPUTS = sorted(path for path in CASES.glob("*.json") if not path.name.endswith(".expected.json"))

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
MOMENT = datetime(2026, 11, 6, 12, 0, 5, 123456, tzinfo=UTC)


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def leaf(arrival: int = 2, call: str = "bando-campione") -> dict[str, Any]:
    return json.loads(leaf_text(arrival=arrival, call=call, payload_sha256="ab" * 32, received_at=MOMENT))


def signed(head: dict[str, Any]) -> str:
    return b64(PRIVATE.sign(canonical_json(head)))


def head(size: int, of: bytes, **changes: Any) -> dict[str, Any]:
    text = tree_head_text(call="bando-campione", root=of, tree_size=size, signed_at=MOMENT)
    return {**json.loads(text), **changes}


ONE = leaf_hash(b"the first leaf")
TWO = leaf_hash(canonical_json(leaf()))
ROOT = node_hash(ONE, TWO)


def receipt(**changes: Any) -> dict[str, Any]:
    """A good receipt of the second of two leaves; a changed head is signed again."""
    tree_head = changes.pop("tree_head", head(2, ROOT))
    return {
        "format": "manifattura-receipt/1",
        "leaf": leaf(),
        "leaf_index": 1,
        "tree_size": 2,
        "root": ROOT.hex(),
        "inclusion_path": [ONE.hex()],
        "tree_head": tree_head,
        "signature": signed(tree_head),
        "public_key": b64(PUBLIC),
        **changes,
    }


def consistency(
    first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    """From one leaf to two."""
    heads = [first or head(1, ONE), second or head(2, ROOT)]
    return {
        "format": "manifattura-consistency/1",
        "first": {"tree_head": heads[0], "signature": signed(heads[0])},
        "second": {"tree_head": heads[1], "signature": signed(heads[1])},
        "proof": [TWO.hex()],
        "public_key": b64(PUBLIC),
        **changes,
    }


def codes(document: dict[str, Any]) -> list[str]:
    result: Any = result_document(read_strict(json.dumps(document).encode()))
    assert result["format"] == "manifattura-receipt-result/1"
    assert result["valid"] is (result["reasons"] == [])
    return [reason["code"] for reason in result["reasons"]]


@pytest.mark.parametrize("case", INPUTS, ids=lambda path: path.stem)
def test_public_case(case: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    assert main(str(case)) == 0
    out = capsysbinary.readouterr().out
    printed = json.loads(out)
    assert out == canonical_json(printed) + b"\n"
    assert printed == json.loads(case.with_suffix(".expected.json").read_bytes())


def test_there_are_public_cases():
    assert len(INPUTS) >= 6


OTHER = "cd" * 32
EIGHT_TORSION = (1).to_bytes(32, "little")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (receipt(), []),
        (receipt(meta={"anything": [None, "è"]}), []),
        (receipt(leaf_index=2), ["INDEX_OUT_OF_RANGE"]),
        (receipt(leaf_index=2**53 - 1, inclusion_path=[]), ["INDEX_OUT_OF_RANGE"]),
        (receipt(inclusion_path=[]), ["PATH_LENGTH"]),
        (receipt(inclusion_path=[ONE.hex()] * 2), ["PATH_LENGTH"]),
        (receipt(tree_size=3), ["PATH_LENGTH", "HEAD_SIZE_MISMATCH"]),
        (receipt(leaf_index=0), ["ROOT_MISMATCH"]),
        (receipt(leaf={**leaf(), "received_at": "2026-11-06T13:00:05.123456+01:00"}), ["ROOT_MISMATCH"]),
        (receipt(leaf=leaf(call="altro")), ["ROOT_MISMATCH", "HEAD_CALL_MISMATCH"]),
        (receipt(root=OTHER), ["ROOT_MISMATCH", "HEAD_ROOT_MISMATCH"]),
        (receipt(tree_head=head(2, ROOT, call="altro")), ["HEAD_CALL_MISMATCH"]),
        (receipt(tree_head=head(2, ROOT, root=OTHER)), ["HEAD_ROOT_MISMATCH"]),
        (receipt(tree_head=head(2, ROOT, tree_size=9)), ["HEAD_SIZE_MISMATCH"]),
        (receipt(signature=b64(bytes(64))), ["SIGNATURE_INVALID"]),
        (receipt(signature=signed(head(3, ROOT))), ["SIGNATURE_INVALID"]),
        (receipt(public_key=b64(b"\x02" + bytes(31))), ["SIGNATURE_INVALID"]),
        (
            receipt(leaf_index=5, root=OTHER, signature=b64(bytes(64)), tree_head=head(7, ROOT, call="x")),
            [
                "INDEX_OUT_OF_RANGE",
                "HEAD_CALL_MISMATCH",
                "HEAD_ROOT_MISMATCH",
                "HEAD_SIZE_MISMATCH",
                "SIGNATURE_INVALID",
            ],
        ),
        (consistency(), []),
        (consistency(head(2, ROOT), proof=[]), []),
        (consistency(head(2, ROOT)), ["PROOF_LENGTH"]),
        (consistency(head(2, ONE), proof=[]), ["SECOND_ROOT_MISMATCH"]),
        (consistency(head(3, ROOT)), ["SIZE_ORDER"]),
        (consistency(head(3, ROOT), proof=[]), ["SIZE_ORDER"]),
        (consistency(proof=[]), ["PROOF_LENGTH"]),
        (consistency(proof=[TWO.hex()] * 2), ["PROOF_LENGTH"]),
        (consistency(proof=[OTHER]), ["SECOND_ROOT_MISMATCH"]),
        (
            consistency(head(3, ROOT), head(4, ROOT), proof=[OTHER, OTHER, OTHER]),
            ["FIRST_ROOT_MISMATCH", "SECOND_ROOT_MISMATCH"],
        ),
        (consistency(head(1, ONE, call="altro")), ["CALL_MISMATCH"]),
        (consistency(head(1, ONE, timestamp="2026-11-06T12:00:05.123456001Z")), ["TIMESTAMP_ORDER"]),
        (consistency(head(1, ONE, timestamp="2026-11-06T13:00:05+01:00")), []),
        (consistency(head(1, ONE, timestamp="2026-11-06T11:30:06-00:30")), ["TIMESTAMP_ORDER"]),
        (
            consistency(public_key=b64(bytes(32))),
            ["FIRST_SIGNATURE_INVALID", "SECOND_SIGNATURE_INVALID"],
        ),
        (
            consistency(second={**head(2, ROOT)}, first=head(1, ONE, root=OTHER)),
            ["SECOND_ROOT_MISMATCH"],
        ),
    ],
)
def test_reasons(document: dict[str, Any], expected: list[str]):
    assert codes(document) == expected


def without(document: dict[str, Any], *path: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    owner = changed
    for step in path[:-1]:
        owner = owner[step]
    del owner[path[-1]]
    return changed


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"format": 1},
        receipt(format="manifattura-receipt/2"),
        receipt(other=1),
        receipt(leaf={**leaf(), "other": 1}),
        receipt(leaf={**leaf(), "arrival": 0}),
        receipt(leaf={**leaf(), "arrival": True}),
        receipt(leaf={**leaf(), "call": ""}),
        receipt(leaf={**leaf(), "received_at": "2026-02-29T12:00:00Z"}),
        receipt(leaf={**leaf(), "payload_sha256": "AB" * 32}),
        receipt(leaf_index=-1),
        receipt(leaf_index=None),
        receipt(tree_size=0),
        receipt(root="ab"),
        receipt(inclusion_path={}),
        receipt(inclusion_path=[ONE.hex(), 1]),
        receipt(signature=b64(bytes(63))),
        receipt(signature=b64(bytes(64)).rstrip("=")),
        receipt(signature=b64(bytes(64))[:-3] + "B=="),
        receipt(public_key=b64(bytes(33))),
        receipt(tree_head={**head(2, ROOT), "other": 1}),
        receipt(tree_head={**head(2, ROOT), "tree_size": "2"}),
        without(receipt(), "leaf"),
        without(receipt(), "leaf", "call"),
        without(receipt(), "tree_head", "timestamp"),
        without(consistency(), "proof"),
        without(consistency(), "first", "signature"),
        consistency(other=1),
        consistency(proof=""),
    ],
)
def test_refused(document: dict[str, Any]):
    with pytest.raises(InvalidInput):
        codes(document)


@pytest.mark.parametrize("sign", [0, 0x80])
def test_a_key_that_is_no_canonical_point_signs_nothing(sign: int):
    """RFC 8032 5.1.3: y may not reach the prime, and x = 0 has no negative; libraries are more lenient."""
    prime = 2**255 - 19
    for y in (prime, prime + 1, 2**255 - 1):
        key = bytearray(y.to_bytes(32, "little"))
        key[31] |= sign
        assert not is_signed(bytes(key), EIGHT_TORSION + bytes(32), b"")
    key = bytearray(EIGHT_TORSION)
    key[31] |= sign
    assert is_signed(bytes(key), EIGHT_TORSION + bytes(32), b"") is (sign == 0)


def test_a_signature_of_another_length_is_none():
    assert not is_signed(PUBLIC, b"", b"")


@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b"not JSON", b'{"format":"manifattura-receipt/1"}', b"{\xff}", b"%PDF-1.7"]
)
def test_the_command_refuses_with_one_line(
    content: bytes | None, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
):
    file = tmp_path / "receipt.json"
    if content is not None:
        file.write_bytes(content)
    assert main(str(file)) == 2
    printed, errors = capsysbinary.readouterr()
    assert printed == b""
    assert len(errors.decode().strip().splitlines()) == 1


def test_the_command_loads_no_framework():
    program = "import sys; import manifattura.applications.domain.receipt_verify; print(*sorted(sys.modules), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"django", "psycopg", "procrastinate", "typst", "argparse"}
