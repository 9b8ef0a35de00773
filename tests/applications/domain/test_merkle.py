"""Merkle trees: against the definitions of RFC 9162 written a second time, word for word, and slowly."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.merkle import (
    GrowingTree,
    WrongLength,
    consistency_ranges,
    hashes_of,
    home,
    inclusion_ranges,
    leaf_hash,
    nodes_of,
    perfect_subtrees,
    root_by_inclusion,
    roots_by_consistency,
)

LEAVES = [f"leaf {number}".encode() for number in range(70)]


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def split(size: int) -> int:
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def slow_root(leaves: list[bytes]) -> bytes:
    """2.1.1: MTH(D[n])."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\x00" + leaves[0])
    k = split(len(leaves))
    return sha(b"\x01" + slow_root(leaves[:k]) + slow_root(leaves[k:]))


def slow_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """2.1.3.1: PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return [*slow_path(index, leaves[:k]), slow_root(leaves[k:])]
    return [*slow_path(index - k, leaves[k:]), slow_root(leaves[:k])]


def slow_proof(old: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """2.1.4.1: SUBPROOF(m, D[n], b)."""
    if old == len(leaves):
        return [] if whole else [slow_root(leaves)]
    k = split(len(leaves))
    if old <= k:
        return [*slow_proof(old, leaves[:k], whole=whole), slow_root(leaves[k:])]
    return [*slow_proof(old - k, leaves[k:], whole=False), slow_root(leaves[:k])]


def stored(size: int) -> dict[tuple[int, int], bytes]:
    """Every leaf and perfect subtree, found where a growing tree says that they are."""
    tree = GrowingTree()
    rows = []
    for leaf in LEAVES[:size]:
        hashed = leaf_hash(leaf)
        rows.append([hashed, *tree.append(hashed)])
    nodes = [(level, number) for level in range(7) for number in range(size >> level)]
    return {node: rows[home(node)[0]][home(node)[1] + 1] for node in nodes}


HASHES = stored(70)
sizes = st.integers(1, 70)


def test_known_roots():
    """The root of nothing, and of one empty leaf, as the RFC's definitions give them."""
    assert GrowingTree().root() == hashlib.sha256().digest()
    tree = GrowingTree()
    assert tree.append(leaf_hash(b"")) == []
    assert tree.root().hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(sizes)
def test_a_growing_tree_has_the_roots_of_the_definition(size: int):
    tree = GrowingTree()
    for leaf in LEAVES[:size]:
        tree.append(leaf_hash(leaf))
    assert tree.size == size
    assert tree.root() == slow_root(LEAVES[:size])
    # and it goes on from what is stored
    nodes = perfect_subtrees(0, size)
    assert [HASHES[node] for node in nodes] == tree.edge


@given(st.data())
def test_inclusion(data: st.DataObject):
    size = data.draw(sizes)
    index = data.draw(st.integers(0, size - 1))
    ranges = inclusion_ranges(index, size)
    path = hashes_of(ranges, {node: HASHES[node] for node in nodes_of(ranges)})
    assert path == slow_path(index, LEAVES[:size])
    root = slow_root(LEAVES[:size])
    leaf = leaf_hash(LEAVES[index])
    assert root_by_inclusion(leaf, index, size, path) == root
    # any other leaf, place or step leads elsewhere
    assert root_by_inclusion(leaf_hash(b"another"), index, size, path) != root
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        changed = [*path[:at], sha(path[at]), *path[at + 1 :]]
        assert root_by_inclusion(leaf, index, size, changed) != root
        with pytest.raises(WrongLength):
            root_by_inclusion(leaf, index, size, path[:-1])
    with pytest.raises(WrongLength):
        root_by_inclusion(leaf, index, size, [*path, root])


@given(st.data())
def test_consistency(data: st.DataObject):
    new = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, new - 1))
    ranges = consistency_ranges(old, new)
    proof = hashes_of(ranges, {node: HASHES[node] for node in nodes_of(ranges)})
    assert proof == slow_proof(old, LEAVES[:new])
    roots = slow_root(LEAVES[:old]), slow_root(LEAVES[:new])
    assert roots_by_consistency(old, new, roots[0], proof) == roots
    at = data.draw(st.integers(0, len(proof) - 1))
    changed = [*proof[:at], sha(proof[at]), *proof[at + 1 :]]
    assert roots_by_consistency(old, new, roots[0], changed) != roots
    for wrong in ([], proof[:-1], [*proof, roots[0]]):
        with pytest.raises(WrongLength):
            roots_by_consistency(old, new, roots[0], wrong)


def test_a_tree_is_consistent_with_itself_without_proof():
    assert consistency_ranges(7, 7) == []


@pytest.mark.parametrize(("index", "size"), [(1, 1), (-1, 3), (0, 0)])
def test_no_path_of_a_leaf_that_is_not_there(index: int, size: int):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_ranges(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_no_proof_between_trees_that_do_not_grow(old: int, new: int):
    with pytest.raises(ValueError, match="no proof"):
        consistency_ranges(old, new)
