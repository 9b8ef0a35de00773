"""Envelopes open with the right key in the right context only; fewer shares than the threshold open nothing."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.kernel import sealing
from manifattura.kernel.sealing import CannotOpen, Opened, Share

CONTEXT = b"call, application, field"


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=700), context=st.binary(max_size=60))
def test_what_is_sealed_is_opened_and_can_be_checked_by_anybody(content: bytes, context: bytes) -> None:
    pair = sealing.make_key_pair()
    envelope = sealing.seal(pair.public, content, context)
    opened = sealing.unseal(pair, envelope, context)
    assert opened.content == content
    assert sealing.is_inside(pair.public, envelope, context, opened)
    assert not sealing.is_inside(pair.public, envelope, context, replace(opened, content=content + b"1"))
    assert not sealing.is_inside(pair.public, envelope, context + b".", opened)
    assert not sealing.is_inside(pair.public, envelope, context, Opened(content, "not base64"))


def test_another_key_context_or_one_changed_byte_opens_nothing() -> None:
    pair, other = sealing.make_key_pair(), sealing.make_key_pair()
    envelope = sealing.seal(pair.public, b"41618.00", CONTEXT)
    box = sealing.read(envelope.box)
    changed = [
        replace(envelope, box=sealing.written(bytes([box[0] ^ 1]) + box[1:])),
        replace(envelope, salt=other.public),
        replace(envelope, ephemeral=other.public),
        replace(envelope, ephemeral=sealing.written(bytes(32))),
        replace(envelope, box=""),
        replace(envelope, box="="),
    ]
    for bad in changed:
        with pytest.raises(CannotOpen):
            sealing.unseal(pair, bad, CONTEXT)
    for key, context in ((other, CONTEXT), (pair, b"call, another application, field")):
        with pytest.raises(CannotOpen):
            sealing.unseal(key, envelope, context)


def test_the_length_of_a_box_does_not_tell_the_length_of_an_amount() -> None:
    pair = sealing.make_key_pair()
    lengths = {len(sealing.seal(pair.public, b"9" * size, CONTEXT).box) for size in range(1, 200)}
    assert len(lengths) == 1
    assert sealing.seal(pair.public, b"7", CONTEXT) != sealing.seal(pair.public, b"7", CONTEXT)


def test_who_closes_without_the_rule_is_found_when_opening() -> None:
    """A box whose ephemeral key does not come from the secret inside could not be checked by others."""
    pair = sealing.make_key_pair()
    first, second = (sealing.seal(pair.public, b"1", CONTEXT) for _ in range(2))
    opened = sealing.unseal(pair, first, CONTEXT)
    # the same box key, another secret inside: made by hand, as a dishonest program would
    ephemeral = sealing.key_pair_of(
        sealing._derive(sealing.read(opened.secret), sealing.read(first.salt), sealing.EPHEMERAL)
    )
    key = sealing._box_key(
        ephemeral.private, pair.public, ephemeral.public, sealing.read(first.salt), CONTEXT, pair.public
    )
    other = sealing.read(sealing.unseal(pair, second, CONTEXT).secret)
    box = sealing.ChaCha20Poly1305(key).encrypt(sealing.NONCE, sealing._padded(other, b"2"), CONTEXT)
    with pytest.raises(CannotOpen):
        sealing.unseal(pair, replace(first, box=sealing.written(box)), CONTEXT)


@settings(max_examples=40, deadline=None)
@given(
    secret=st.binary(min_size=32, max_size=32),
    numbers=st.integers(2, 5).flatmap(lambda least: st.tuples(st.just(least), st.integers(least, 7))),
)
def test_any_shares_as_many_as_the_threshold_give_the_secret_and_fewer_do_not(
    secret: bytes, numbers: tuple[int, int]
) -> None:
    threshold, count = numbers
    shares = sealing.split(secret, threshold=threshold, shares=count)
    for some in combinations(shares, threshold):
        assert sealing.join(some) == secret
    try:
        guessed = sealing.join(shares[: threshold - 1])
    except CannotOpen:
        return
    assert guessed != secret


def test_shares_that_cannot_belong_together_are_refused() -> None:
    first, second, _third = sealing.split(bytes(32), threshold=2, shares=3)
    for wrong in ((first, first), (), (replace(first, number=0), second), (first, Share(2, b"\x01" * 66))):
        with pytest.raises(CannotOpen):
            sealing.join(wrong)
    for secret, threshold, count in ((b"", 2, 3), (bytes(32), 1, 3), (bytes(32), 4, 3), (bytes(32), 2, 256)):
        with pytest.raises(ValueError, match="threshold"):
            sealing.split(secret, threshold=threshold, shares=count)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 35), sign=st.sampled_from(sealing.ALPHABET))
def test_a_code_copied_badly_is_told_and_one_copied_by_hand_is_read(place: int, sign: str) -> None:
    code = sealing.new_code()
    pair = sealing.key_pair_of_code(code, CONTEXT)
    by_hand = code.replace("-", "  ").lower().replace("0", "o").replace("1", "l")
    assert sealing.key_pair_of_code(by_hand, CONTEXT).public == pair.public
    assert sealing.key_pair_of_code(code, b"another call").public != pair.public
    text = code.replace("-", "")
    bad = text[:place] + sign + text[place + 1 :]
    if bad != text:
        with pytest.raises(CannotOpen):
            sealing.key_pair_of_code(bad, CONTEXT)


def test_codes_of_another_shape_and_what_people_compare() -> None:
    for code in ("", "ABCD", "U" * 36, sealing.new_code() + "0"):
        with pytest.raises(CannotOpen):
            sealing.key_pair_of_code(code, CONTEXT)
    pair = sealing.key_pair_of(bytes(range(32)))
    assert len(sealing.fingerprint(pair.public)) == 19
    assert "private" not in repr(pair)
    assert str(bytes(range(32))) not in repr(pair)
