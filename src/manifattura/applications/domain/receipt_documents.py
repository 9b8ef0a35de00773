"""Receipts and consistency proofs as files: reads them strictly and says what does not hold (docs/formats.md §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.document_types import (
    count_from_one,
    count_from_zero,
    digest,
    field,
    items,
    members,
    moment,
    octets,
    one_of,
    text,
)
from manifattura.kernel.strict_json import InvalidInput

from .merkle import WrongLength, leaf_hash, root_by_inclusion, roots_by_consistency
from .signatures import KEY_BYTES, SIGNATURE_BYTES, is_signed

RECEIPT = "manifattura-receipt/1"
CONSISTENCY = "manifattura-consistency/1"
RESULT = "manifattura-receipt-result/1"


class Reason(StrEnum):
    """Why a file does not verify, in the order in which reasons are listed."""

    INDEX_OUT_OF_RANGE = "INDEX_OUT_OF_RANGE"
    PATH_LENGTH = "PATH_LENGTH"
    ROOT_MISMATCH = "ROOT_MISMATCH"
    HEAD_CALL_MISMATCH = "HEAD_CALL_MISMATCH"
    HEAD_ROOT_MISMATCH = "HEAD_ROOT_MISMATCH"
    HEAD_SIZE_MISMATCH = "HEAD_SIZE_MISMATCH"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    SIZE_ORDER = "SIZE_ORDER"
    PROOF_LENGTH = "PROOF_LENGTH"
    FIRST_ROOT_MISMATCH = "FIRST_ROOT_MISMATCH"
    SECOND_ROOT_MISMATCH = "SECOND_ROOT_MISMATCH"
    CALL_MISMATCH = "CALL_MISMATCH"
    TIMESTAMP_ORDER = "TIMESTAMP_ORDER"
    FIRST_SIGNATURE_INVALID = "FIRST_SIGNATURE_INVALID"
    SECOND_SIGNATURE_INVALID = "SECOND_SIGNATURE_INVALID"


@dataclass(frozen=True)
class Leaf:
    arrival: int
    call: str
    payload_sha256: str
    received_at: str
    """As written: the hash is over these very characters."""
    data: bytes


@dataclass(frozen=True)
class SignedHead:
    call: str
    root: bytes
    tree_size: int
    timestamp: str
    moment: int
    """Nanoseconds, comparable."""
    signed: bytes
    signature: bytes


@dataclass(frozen=True)
class Receipt:
    leaf: Leaf
    leaf_index: int
    tree_size: int
    root: bytes
    path: tuple[bytes, ...]
    head: SignedHead
    public_key: bytes


@dataclass(frozen=True)
class Consistency:
    first: SignedHead
    second: SignedHead
    proof: tuple[bytes, ...]
    public_key: bytes


def read_document(document: dict[str, object]) -> Receipt | Consistency:
    """What the file says; `InvalidInput` when it does not follow its format."""
    if "format" not in document:
        raise InvalidInput('member "format" is missing')
    named = field(document, "format", lambda value: one_of(value, (RECEIPT, CONSISTENCY)))
    return _receipt(document) if named == RECEIPT else _consistency(document)


def reasons_against(read: Receipt | Consistency) -> list[Reason]:
    """Everything that does not hold, in the order of the format; none when the file verifies."""
    return _against_receipt(read) if isinstance(read, Receipt) else _against_consistency(read)


def result_document(document: dict[str, object]) -> dict[str, object]:
    """The answer to a parsed file, as `manifattura receipt verify` prints it."""
    reasons = reasons_against(read_document(document))
    return {
        "format": RESULT,
        "input_sha256": sha256_hex(document),
        "valid": not reasons,
        "reasons": [{"code": str(reason)} for reason in reasons],
    }


# ------------------------------------------------------------------ verifying


def _against_receipt(receipt: Receipt) -> list[Reason]:
    head = receipt.head
    checks = [
        (Reason.HEAD_CALL_MISMATCH, head.call == receipt.leaf.call),
        (Reason.HEAD_ROOT_MISMATCH, head.root == receipt.root),
        (Reason.HEAD_SIZE_MISMATCH, head.tree_size == receipt.tree_size),
        (Reason.SIGNATURE_INVALID, is_signed(receipt.public_key, head.signature, head.signed)),
    ]
    return _against_inclusion(receipt) + [reason for reason, holds in checks if not holds]


def _against_inclusion(receipt: Receipt) -> list[Reason]:
    if receipt.leaf_index >= receipt.tree_size:
        return [Reason.INDEX_OUT_OF_RANGE]
    try:
        root = root_by_inclusion(
            leaf_hash(receipt.leaf.data), receipt.leaf_index, receipt.tree_size, receipt.path
        )
    except WrongLength:
        return [Reason.PATH_LENGTH]
    return [] if root == receipt.root else [Reason.ROOT_MISMATCH]


def _against_consistency(given: Consistency) -> list[Reason]:
    first, second = given.first, given.second
    checks = [
        (Reason.CALL_MISMATCH, first.call == second.call),
        (Reason.TIMESTAMP_ORDER, first.moment <= second.moment),
        (Reason.FIRST_SIGNATURE_INVALID, is_signed(given.public_key, first.signature, first.signed)),
        (Reason.SECOND_SIGNATURE_INVALID, is_signed(given.public_key, second.signature, second.signed)),
    ]
    return _against_growth(given) + [reason for reason, holds in checks if not holds]


def _against_growth(given: Consistency) -> list[Reason]:
    first, second = given.first, given.second
    if first.tree_size > second.tree_size:
        return [Reason.SIZE_ORDER]
    if first.tree_size == second.tree_size:
        if given.proof:
            return [Reason.PROOF_LENGTH]
        return [] if first.root == second.root else [Reason.SECOND_ROOT_MISMATCH]
    try:
        old, new = roots_by_consistency(first.tree_size, second.tree_size, first.root, given.proof)
    except WrongLength:
        return [Reason.PROOF_LENGTH]
    checks = [
        (Reason.FIRST_ROOT_MISMATCH, old == first.root),
        (Reason.SECOND_ROOT_MISMATCH, new == second.root),
    ]
    return [reason for reason, holds in checks if not holds]


# ------------------------------------------------------------------ reading


def _receipt(document: dict[str, object]) -> Receipt:
    members(
        document,
        (
            "format",
            "leaf",
            "leaf_index",
            "tree_size",
            "root",
            "inclusion_path",
            "tree_head",
            "signature",
            "public_key",
        ),
        ("meta",),
    )
    return Receipt(
        leaf=field(document, "leaf", _leaf),
        leaf_index=field(document, "leaf_index", count_from_zero),
        tree_size=field(document, "tree_size", count_from_one),
        root=field(document, "root", digest),
        path=field(document, "inclusion_path", _hashes),
        head=_signed_head(document),
        public_key=field(document, "public_key", _public_key),
    )


def _consistency(document: dict[str, object]) -> Consistency:
    members(document, ("format", "first", "second", "proof", "public_key"), ("meta",))
    return Consistency(
        first=field(document, "first", _head_entry),
        second=field(document, "second", _head_entry),
        proof=field(document, "proof", _hashes),
        public_key=field(document, "public_key", _public_key),
    )


def _leaf(value: object) -> Leaf:
    given = members(value, ("arrival", "call", "payload_sha256", "received_at"))
    return Leaf(
        arrival=field(given, "arrival", count_from_one),
        call=field(given, "call", text),
        payload_sha256=field(given, "payload_sha256", digest).hex(),
        received_at=field(given, "received_at", _as_written(moment)),
        data=canonical_json(given),
    )


def _head_entry(value: object) -> SignedHead:
    return _signed_head(members(value, ("tree_head", "signature")))


def _signed_head(owner: dict[str, object]) -> SignedHead:
    signature = field(owner, "signature", partial(octets, length=SIGNATURE_BYTES))
    return field(owner, "tree_head", partial(_head, signature=signature))


def _head(value: object, *, signature: bytes) -> SignedHead:
    given = members(value, ("call", "root", "tree_size", "timestamp"))
    return SignedHead(
        call=field(given, "call", text),
        root=field(given, "root", digest),
        tree_size=field(given, "tree_size", count_from_one),
        timestamp=field(given, "timestamp", _as_written(moment)),
        moment=field(given, "timestamp", moment),
        signed=canonical_json(given),
        signature=signature,
    )


def _hashes(value: object) -> tuple[bytes, ...]:
    return items(value, digest)


def _public_key(value: object) -> bytes:
    return octets(value, KEY_BYTES)


def _as_written(reader: Callable[[object], object]) -> Callable[[object], str]:
    """Checks with `reader`, and keeps the characters."""

    def read(value: object) -> str:
        reader(value)
        return str(value)

    return read
