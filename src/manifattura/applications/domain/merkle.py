"""Merkle trees of RFC 9162 with SHA-256: hashing, growing, proofs and their verification (docs/proof-log.md).

A tree that only grows needs few facts to be read again: the hash of each leaf and of each *perfect* subtree (2^level
leaves, the first at a multiple of 2^level), which never change. `Node` names one of them: level 0 is a leaf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Node = tuple[int, int]
"""Level, and number from the left within the level."""
Range = tuple[int, int]
"""Leaves from the first up to, not including, the second."""


class WrongLength(ValueError):
    """The proof has more or fewer items than its tree asks."""


# ------------------------------------------------------------------ hashing (RFC 9162 2.1.1)


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def joined(hashes: Sequence[bytes]) -> bytes:
    """The hash above neighbouring perfect subtrees, given from the left, each smaller than the one before."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def perfect_subtrees(first: int, end: int) -> list[Node]:
    """The perfect subtrees that cover the leaves `first` to `end` of one subtree of RFC 9162, from the left."""
    found: list[Node] = []
    while first < end:
        level = (end - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


# ------------------------------------------------------------------ growing


@dataclass
class GrowingTree:
    """The right edge of a tree: all that is needed to append a leaf or to know the root."""

    size: int = 0
    edge: list[bytes] = field(default_factory=list)
    """Hashes of `perfect_subtrees(0, size)`."""

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf hash; gives the hashes of the perfect subtrees that it completes, from level 1 up."""
        completed: list[bytes] = []
        index, top = self.size, leaf
        while index & 1:
            top = node_hash(self.edge.pop(), top)
            completed.append(top)
            index >>= 1
        self.edge.append(top)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """RFC 9162: the root of no leaves is the hash of nothing."""
        return joined(self.edge) if self.edge else hashlib.sha256().digest()


def home(node: Node) -> tuple[int, int]:
    """The leaf that completes a perfect subtree, and the place of its hash among those that this leaf completes.

    The place of a leaf's own hash is -1.
    """
    level, number = node
    return ((number + 1) << level) - 1, level - 1


# ------------------------------------------------------------------ proofs (RFC 9162 2.1.3.1 and 2.1.4.1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The subtrees whose hashes are the inclusion path of a leaf, in its order."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    first, end = 0, size
    ranges: list[Range] = []
    while end - first > 1:
        middle = first + _left_size(end - first)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((first, middle))
            first = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The subtrees whose hashes prove that the tree of `old` leaves is the beginning of that of `new`."""
    if not 0 < old <= new:
        raise ValueError(f"no proof from {old} to {new} leaves")
    first, end, rest, whole = 0, new, old, True
    ranges: list[Range] = []
    while rest != end - first:
        left = _left_size(end - first)
        if rest <= left:
            ranges.append((first + left, end))
            end = first + left
        else:
            ranges.append((first, first + left))
            first, rest, whole = first + left, rest - left, False
    # what the verifier knows already (the whole old tree) is not repeated
    return ([] if whole else [(first, end)]) + ranges[::-1]


def nodes_of(ranges: Iterable[Range]) -> list[Node]:
    """What must be fetched to hash these ranges."""
    return [node for first, end in ranges for node in perfect_subtrees(first, end)]


def hashes_of(ranges: Iterable[Range], hashes: Mapping[Node, bytes]) -> list[bytes]:
    return [joined([hashes[node] for node in perfect_subtrees(*one)]) for one in ranges]


def _left_size(size: int) -> int:
    """The largest power of two below `size` (2 or more)."""
    return int(1 << ((size - 1).bit_length() - 1))


# ------------------------------------------------------------------ verification (RFC 9162 2.1.3.2 and 2.1.4.2)


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that the path of leaf `index` (below `size`) leads to; `WrongLength` when it is no such path."""
    sides = _sides(index, size - 1)
    if len(sides) != len(path):
        raise WrongLength
    result = leaf
    for is_left, other in zip(sides, path, strict=True):
        result = node_hash(other, result) if is_left else node_hash(result, other)
    return result


def roots_by_consistency(old: int, new: int, old_root: bytes, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of both trees that a proof leads to, `old` below `new`; `WrongLength` when it is no such proof."""
    if not proof:
        raise WrongLength
    start, *rest = proof if old & (old - 1) else [old_root, *proof]
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    sides = _sides(index, last)
    if len(sides) != len(rest):
        raise WrongLength
    first = second = start
    for is_left, other in zip(sides, rest, strict=True):
        if is_left:
            first = node_hash(other, first)
            second = node_hash(other, second)
        else:
            second = node_hash(second, other)
    return first, second


def _sides(index: int, last: int) -> list[bool]:
    """For each item of a proof, whether it stands on the left of what is known so far."""
    sides: list[bool] = []
    while last:
        is_left = bool(index & 1) or index == last
        sides.append(is_left)
        while is_left and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return sides
