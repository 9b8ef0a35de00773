"""Is this file the prepared document, signed by this person with a qualified signature? And what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..adapters.signed_files import BadSignedFileError, Prepared, read_signatures, ready_to_sign
from ..domain.qualified_signatures import Flaw, SignatureFacts, flaws_of, signature_document
from .trust_lists import lists_that_count, registry_of_lists

__all__ = ["Examined", "examine_signed_file", "ready_to_sign"]


@dataclass(frozen=True)
class Examined:
    """Either `flaws`, or everything of a good signature."""

    flaws: tuple[Flaw, ...]
    facts: SignatureFacts | None = None
    document: dict[str, Any] | None = None
    """What is kept: `manifattura-signature/1`."""
    counts_until: datetime | None = None
    """Until the certificate ends, or the trust list is too old."""


def examine_signed_file(
    content: bytes, *, size: int, sha256: str, fiscal_code: str, at: datetime
) -> Examined:
    """`size`, `sha256`: of the document that was given to be signed. Of several signatures the person's own is looked for."""
    lists = lists_that_count(at)
    if not lists:
        return Examined((Flaw.NO_LIST,))
    try:
        found = read_signatures(
            content, prepared=Prepared(size, sha256), registry=registry_of_lists(lists), at=at
        )
    except BadSignedFileError as error:
        return Examined((error.flaw,))
    judged = [(flaws_of(facts, fiscal_code=fiscal_code, at=at), facts) for facts in found]
    own = [one for one in judged if one[1].certificate.fiscal_code == fiscal_code] or judged
    flaws, facts = min(own, key=lambda one: len(one[0]))
    if flaws:
        return Examined(flaws, facts)
    document = signature_document(facts, verified_at=at, lists=tuple(one.document for one in lists))
    until = min(facts.certificate.not_after, *(one.counts_until for one in lists))
    return Examined((), facts, document, until)
