"""The collector rests inside the block and is as before after it."""

import gc

import pytest

from manifattura.kernel.garbage import collected_later


def test_rests_and_comes_back() -> None:
    assert gc.isenabled()
    with collected_later():
        assert not gc.isenabled()
        with collected_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="no"), collected_later():
        raise ValueError("no")
    assert gc.isenabled()
