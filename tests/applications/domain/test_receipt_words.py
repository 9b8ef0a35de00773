"""Every reason has words, and only what fails speaks of failure."""

from __future__ import annotations

import json

import pytest

from manifattura.applications.domain.receipt_documents import Reason, read_document
from manifattura.applications.domain.receipt_words import check_lines
from tests.applications.domain.test_receipt_documents import consistency, receipt

RECEIPT, CONSISTENCY = (read_document(json.loads(json.dumps(one))) for one in (receipt(), consistency()))


def test_a_good_file_has_only_good_lines():
    for read in (RECEIPT, CONSISTENCY):
        assert all(line.holds and not line.meanings for line in check_lines(read, []))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_fails_one_line_of_one_kind_of_file(reason: Reason):
    failing = [
        line for read in (RECEIPT, CONSISTENCY) for line in check_lines(read, [reason]) if not line.holds
    ]
    assert len(failing) == 1
    assert len(failing[0].meanings) == 1
