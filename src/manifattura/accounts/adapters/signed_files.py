"""Signed files, read by pyHanko: PDF with a signature inside (PAdES), p7m around a document (CAdES). Nothing is asked of the network.

What comes in is hostile until proved otherwise: it is bounded, compared with the prepared document before anything parses it,
and whatever a parser stumbles on is "unreadable". pyHanko is imported where it is used (half a second, for few requests).
"""

from __future__ import annotations

import base64
import hashlib
import io
import logging
from binascii import Error as Base64Error
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..domain.qualified_signatures import Chain, Flaw, Form, Purpose, Revocation, SignatureFacts
from .certificates import qualification, told_by
from .off_loop import outcome_of
from .revocation import Brought, Judge, brought_by_cms, brought_by_pdf, is_listed, is_stale

if TYPE_CHECKING:
    from asn1crypto import cms
    from pyhanko.sign.validation.qualified.tsp import TSPRegistry
    from pyhanko.sign.validation.status import SignatureStatus
    from pyhanko_certvalidator import ValidationContext

MOST_ADDED = 3 * 1024 * 1024
"""What signatures may add to a document: certificates, lists of revoked ones, the image of a signature."""
MOST_DECODED = 16 * 1024 * 1024
MOST_SIGNATURES = 10
OF_SIGNATURES = {"/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"}
"""What programs that sign write in the form of a document whose form is empty."""
IN_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/MarkInfo", "/Version", "/Perms"})
"""And in its catalogue, other rules looking at what is inside; /Perms only names a signature that certifies."""

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # a line for each oddity of a file: none of our logs' business, and it may quote the content
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class BadSignedFileError(ValueError):
    """There is no signature to judge."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True)
class Prepared:
    """The document that was given to be signed."""

    size: int
    sha256: str


def read_signatures(
    content: bytes, *, prepared: Prepared, registry: TSPRegistry, at: datetime
) -> list[SignatureFacts]:
    """What each signature of the file is worth at this instant; at least one. Raises BadSignedFileError."""
    if len(content) > 2 * prepared.size + MOST_ADDED:
        raise BadSignedFileError(Flaw.TOO_LARGE)
    try:
        if content.startswith(b"%PDF"):
            return _of_pdf(content, prepared, registry, at)
        return [_of_p7m(content, prepared, registry, at)]
    except BadSignedFileError:
        raise
    # the parsers raise their own errors, and on hostile input any of Python's: recursion, keys, types
    except Exception as error:
        raise BadSignedFileError(Flaw.UNREADABLE) from error


def _of_pdf(content: bytes, prepared: Prepared, registry: TSPRegistry, at: datetime) -> list[SignatureFacts]:
    """A signature is an increment: the prepared document is still there, whole, at the beginning."""
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
    from pyhanko.pdf_utils.reader import PdfFileReader

    if hashlib.sha256(content[: prepared.size]).hexdigest() != prepared.sha256:
        raise BadSignedFileError(Flaw.OTHER_CONTENT)
    # far less than a document of ours needs: streams that blow up come from nobody who signs
    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=MOST_DECODED),
        document_budget=DocumentDecodeBudget(base_allowance=4 * MOST_DECODED),
    )
    reader = PdfFileReader(io.BytesIO(content), decode_limits=limits)
    if reader.encrypted:
        raise BadSignedFileError(Flaw.LOCKED)
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        raise BadSignedFileError(Flaw.NOT_SIGNED)
    if len(signatures) > MOST_SIGNATURES:
        raise BadSignedFileError(Flaw.SEVERAL)
    only_signatures = _adds_only_signatures(reader, prepared)
    brought = brought_by_pdf(reader)
    return [
        replace(
            _facts(Form.PADES, one.signed_data, one, registry, at, brought), only_signatures=only_signatures
        )
        for one in signatures
    ]


def _adds_only_signatures(reader: Any, prepared: Prepared) -> bool:
    """Whether what follows the prepared document shows nothing new: fields and appearances of signatures, proofs."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import (
        DEFAULT_DIFF_POLICY,
        CatalogModificationRule,
        DiffResult,
        FormUpdatingRule,
        StandardDiffPolicy,
    )

    reader.stream.seek(0)
    before = PdfFileReader(io.BytesIO(reader.stream.read(prepared.size)))
    usual = DEFAULT_DIFF_POLICY
    assert usual.form_rule is not None
    of_catalog = CatalogModificationRule(ignored_keys=IN_CATALOG)
    policy = StandardDiffPolicy(
        [of_catalog if isinstance(rule, CatalogModificationRule) else rule for rule in usual.global_rules],
        FormUpdatingRule(usual.form_rule.field_rules, ignored_acroform_keys=OF_SIGNATURES),
    )
    return isinstance(policy.review_file(reader, before.xrefs.total_revisions - 1), DiffResult)


def _of_p7m(content: bytes, prepared: Prepared, registry: TSPRegistry, at: datetime) -> SignatureFacts:
    from asn1crypto import cms, core

    envelope = cms.ContentInfo.load(_der(content))
    if envelope["content_type"].native != "signed_data":
        raise BadSignedFileError(
            Flaw.LOCKED if envelope["content_type"].native == "enveloped_data" else Flaw.UNREADABLE
        )
    signed: cms.SignedData = envelope["content"]
    inside = signed["encap_content_info"]["content"]
    if isinstance(inside, core.Void):
        raise BadSignedFileError(Flaw.DETACHED)
    if len(signed["signer_infos"]) != 1:
        raise BadSignedFileError(Flaw.SEVERAL if len(signed["signer_infos"]) else Flaw.NOT_SIGNED)
    document = bytes(inside)
    if (len(document), hashlib.sha256(document).hexdigest()) != (prepared.size, prepared.sha256):
        raise BadSignedFileError(Flaw.OTHER_CONTENT)
    return _facts(Form.CADES, signed, None, registry, at, Brought())


def _der(content: bytes) -> bytes:
    """Some programs write a p7m in base64, with or without the lines of PEM."""
    if content[:1] == b"\x30":
        return content
    lines = [line for line in content.split() if not line.startswith(b"-----")]
    text = b"".join(line for line in lines if line not in (b"BEGIN", b"END", b"PKCS7-----", b"CMS-----"))
    try:
        return base64.b64decode(text, validate=True)
    except Base64Error:
        raise BadSignedFileError(Flaw.NOT_SIGNED) from None


def _facts(
    form: Form,
    signed: cms.SignedData,
    embedded: Any,
    registry: TSPRegistry,
    at: datetime,
    brought: Brought,
) -> SignatureFacts:
    from pyhanko.sign.general import extract_certificate_info
    from pyhanko.sign.validation.errors import SignatureValidationError

    found = extract_certificate_info(signed)
    own = found.signer_cert
    usage = own.key_usage_value
    bare = SignatureFacts(
        form=form,
        certificate=told_by(own),
        same_content=True,
        intact=False,
        only_signatures=True,
        strong=True,
        for_signing=usage is not None and "non_repudiation" in usage.native,
        chain=Chain.UNKNOWN,
        revoked=False,
        qualified=False,
        purpose=Purpose.SIGNATURE,
        device=False,
        revocation=Revocation.NOT_CHECKED,
    )
    judge = Judge(registry, at, brought + brought_by_cms(signed), [*found.other_certs])
    try:
        status = outcome_of(_status(signed, embedded, judge.context()))
        if is_stale(status):
            # proofs that were of the day of the signature say nothing of today: as if the file brought none
            judge = replace(judge, brought=Brought())
            status = outcome_of(_status(signed, embedded, judge.context()))
    except SignatureValidationError:
        # what is signed contradicts itself: digest, type or certificate are not those of the signature
        return bare
    facts = _with_status(bare, status, signed)
    facts = replace(facts, revoked=facts.revoked or is_listed(own, brought + brought_by_cms(signed)))
    if facts.chain is not Chain.TRUSTED or status.validation_path is None:
        return facts
    checked = Revocation.BROUGHT if judge.is_known_good(own) else Revocation.NOT_CHECKED
    return replace(facts, revocation=checked, **qualification(status.validation_path, registry, at))


async def _status(signed: cms.SignedData, embedded: Any, context: ValidationContext) -> SignatureStatus:
    from pyhanko.sign.validation.generic_cms import async_validate_cms_signature
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    # which usage counts is judged with the other facts
    any_usage = KeyUsageConstraints(key_usage=set())
    if embedded is not None:
        # what follows the prepared document has been looked at as a whole
        return await async_validate_pdf_signature(
            embedded, signer_validation_context=context, key_usage_settings=any_usage, skip_diff=True
        )
    return await async_validate_cms_signature(
        signed, validation_context=context, key_usage_settings=any_usage
    )


def _with_status(bare: SignatureFacts, status: SignatureStatus, signed: cms.SignedData) -> SignatureFacts:
    from pyhanko.sign.ades.report import AdESIndeterminate as Trouble
    from pyhanko.sign.validation.generic_cms import extract_self_reported_ts
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    # of a PDF: a signature that leaves out part of what it was put into signs nothing
    whole = getattr(status, "coverage", None)
    covers = whole is None or whole >= SignatureCoverageLevel.ENTIRE_REVISION
    trouble = status.trust_problem_indic
    unknown = trouble in (Trouble.NO_CERTIFICATE_CHAIN_FOUND, Trouble.NO_SIGNING_CERTIFICATE_FOUND)
    weak = trouble in (Trouble.CRYPTO_CONSTRAINTS_FAILURE, Trouble.CRYPTO_CONSTRAINTS_FAILURE_NO_POE)
    trusted = trouble is None and status.validation_path is not None
    return replace(
        bare,
        intact=bool(status.intact and status.valid and covers),
        strong=not weak,
        revoked=bool(status.revoked),
        signed_at=extract_self_reported_ts(signed["signer_infos"][0]),
        chain=Chain.TRUSTED if trusted else Chain.UNKNOWN if unknown else Chain.BROKEN,
    )


def ready_to_sign(document: bytes) -> bytes:
    """The same PDF with a form of no fields: then whoever signs it only adds a field, and what they add can be judged."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(document))
    writer.root["/AcroForm"] = writer.add_object(DictionaryObject({NameObject("/Fields"): ArrayObject()}))
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
