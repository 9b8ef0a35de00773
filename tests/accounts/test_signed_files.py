"""What is read of signed files: real signatures, real certificates, files that were tampered with; no database."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from zlib import compress

import pytest
from asn1crypto import crl
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.validation.dss import DocumentSecurityStore

from manifattura.accounts.adapters.signed_files import (
    MOST_ADDED,
    BadSignedFileError,
    Prepared,
    read_signatures,
)
from manifattura.accounts.adapters.trusted_services import (
    UnreadableListError,
    read_list,
    registry_of,
)
from manifattura.accounts.domain.qualified_signatures import Flaw, Form, Revocation, flaws_of
from manifattura.accounts.domain.trust_lists import ListKind
from tests.fakes.qualified_ca import DAY, ESEAL, ESIGN, Authority, prepared_document, trust_list

CODE = "RSSMRA80A01F205X"
AUTHORITY = Authority()
DOCUMENT = prepared_document()
BUNDLE = registry_of([(ListKind.PEM, AUTHORITY.pem)])
SIGNER = AUTHORITY.signer(CODE)


def read(content, registry=BUNDLE):
    prepared = Prepared(len(DOCUMENT), hashlib.sha256(DOCUMENT).hexdigest())
    return read_signatures(content, prepared=prepared, registry=registry, at=datetime.now(UTC))


def judged(content, registry=BUNDLE, code=CODE):
    """The flaws of the first signature, or why there is none."""
    try:
        return flaws_of(read(content, registry)[0], fiscal_code=code, at=datetime.now(UTC))
    except BadSignedFileError as error:
        return error.flaw


def test_signatures_that_count():
    for content, form in ((SIGNER.pdf(DOCUMENT), Form.PADES), (SIGNER.p7m(DOCUMENT), Form.CADES)):
        assert judged(content) == ()
        facts = read(content)[0]
        assert (facts.form, facts.service) == (form, AUTHORITY.name)
        assert facts.revocation is Revocation.NOT_CHECKED
        assert facts.certificate.serial == f"{SIGNER.certificate.serial_number:x}"
        assert facts.signed_at is None or abs(datetime.now(UTC) - facts.signed_at) < DAY
    assert judged(SIGNER.p7m(DOCUMENT, text=True)) == ()


def test_what_programs_add_when_they_sign_is_no_change():
    assert judged(SIGNER.pdf(DOCUMENT, is_seen=True)) == ()
    assert judged(SIGNER.pdf(DOCUMENT, certifies=True)) == ()


def _with_proofs(revoked: bytes) -> bytes:
    """As PAdES-LT: a list of revoked certificates added after the signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(SIGNED_PDF))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=[crl.CertificateList.load(revoked)])
    return _written(writer)


def test_a_pdf_brings_its_proofs_too():
    clean = _with_proofs(AUTHORITY.revoked())
    assert judged(clean) == ()
    assert read(clean)[0].revocation is Revocation.BROUGHT
    assert judged(_with_proofs(AUTHORITY.revoked(SIGNER))) == (Flaw.REVOKED,)


def test_a_stream_that_blows_up_is_not_followed():
    writer = IncrementalPdfFileWriter(io.BytesIO(SIGNED_PDF))
    bomb = StreamObject(
        dict_data={pdf_name("/Filter"): pdf_name("/FlateDecode")}, encoded_data=compress(bytes(2**26))
    )
    proofs = DictionaryObject({pdf_name("/CRLs"): ArrayObject([writer.add_object(bomb)])})
    writer.root["/DSS"] = writer.add_object(proofs)
    writer.update_root()
    assert read(_written(writer))[0].revocation is Revocation.NOT_CHECKED


def test_of_two_signatures_in_a_pdf_each_is_read():
    both = AUTHORITY.signer("VRDLGU80A01F205T").pdf(SIGNER.pdf(DOCUMENT), "Seconda")
    assert [one.certificate.fiscal_code for one in read(both)] == [CODE, "VRDLGU80A01F205T"]
    assert all(one.intact and one.only_signatures for one in read(both))


def _changed_page() -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(DOCUMENT))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    return _written(writer)


def _empty_field() -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(DOCUMENT))
    append_signature_field(writer, SigFieldSpec("Vuoto"))
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


SIGNED_PDF, SIGNED_P7M = SIGNER.pdf(DOCUMENT), SIGNER.p7m(DOCUMENT)


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (DOCUMENT, Flaw.NOT_SIGNED),
        (_empty_field(), Flaw.NOT_SIGNED),
        (b"una lettera", Flaw.NOT_SIGNED),
        (b"", Flaw.UNREADABLE),
        (SIGNER.p7m(DOCUMENT, detached=True), Flaw.DETACHED),
        (SIGNER.p7m(DOCUMENT + b"\n"), Flaw.OTHER_CONTENT),
        (SIGNER.pdf(prepared_document().replace(b"2026", b"2025")), Flaw.OTHER_CONTENT),
        (b"%PDF-1.7 altro", Flaw.OTHER_CONTENT),
        (b"0" * 5000, Flaw.UNREADABLE),
        (b"0\x80" * 5000, Flaw.UNREADABLE),
        (SIGNED_PDF[:-200], Flaw.UNREADABLE),
        (SIGNED_P7M + b"\0" * (MOST_ADDED + 2 * len(DOCUMENT)), Flaw.TOO_LARGE),
        (_flipped(SIGNED_P7M, len(SIGNED_P7M) - 20), (Flaw.ALTERED,)),
        (_flipped(SIGNED_PDF, len(DOCUMENT) + 30), (Flaw.ALTERED,)),
        (SIGNER.pdf(_changed_page()), (Flaw.ADDED_TO,)),
    ],
)
def test_files_that_are_not_the_signed_document(content, flaw):
    assert judged(content) == flaw


@pytest.mark.parametrize(
    ("signer", "flaw"),
    [
        ({"since": -9 * DAY, "until": -DAY}, Flaw.EXPIRED),
        ({"since": DAY}, Flaw.NOT_YET_VALID),
        ({"compliance": False}, Flaw.NOT_QUALIFIED),
        ({"kind": ESEAL}, Flaw.NOT_OF_A_PERSON),
        ({"kind": f"{ESIGN} {ESEAL}"}, Flaw.NOT_QUALIFIED),
        ({"device": False}, Flaw.NO_DEVICE),
        ({"non_repudiation": False}, Flaw.NOT_FOR_SIGNING),
    ],
)
def test_certificates_that_do_not_count(signer, flaw):
    assert judged(AUTHORITY.signer(CODE, **signer).p7m(DOCUMENT)) == (flaw,)


def test_whose_it_is_and_who_vouches_for_them():
    assert judged(AUTHORITY.signer("").p7m(DOCUMENT)) == (Flaw.NO_FISCAL_CODE,)
    assert judged(SIGNED_P7M, code="VRDLGU80A01F205T") == (Flaw.OTHER_PERSON,)
    stranger = Authority("Autorità sconosciuta")
    assert judged(stranger.signer(CODE).p7m(DOCUMENT)) == (Flaw.UNKNOWN_ISSUER,)
    # the same name with another key
    assert judged(Authority("Autorità sconosciuta").signer(CODE).p7m(DOCUMENT)) == (Flaw.UNKNOWN_ISSUER,)


def test_revocation_counts_when_the_file_brings_it():
    assert judged(SIGNER.p7m(DOCUMENT, revoked=AUTHORITY.revoked(SIGNER))) == (Flaw.REVOKED,)
    clean = SIGNER.p7m(DOCUMENT, revoked=AUTHORITY.revoked())
    assert judged(clean) == ()
    assert read(clean)[0].revocation is Revocation.BROUGHT
    # one that ended yesterday says nothing of today, and is no reason to refuse
    old = SIGNER.p7m(DOCUMENT, revoked=AUTHORITY.revoked(made=-3 * DAY, until=-2 * DAY))
    assert judged(old) == ()
    assert read(old)[0].revocation is Revocation.NOT_CHECKED
    listed = AUTHORITY.revoked(SIGNER, made=-3 * DAY, until=-2 * DAY)
    assert judged(SIGNER.p7m(DOCUMENT, revoked=listed)) == (Flaw.REVOKED,)


def test_a_national_list_decides_who_is_trusted():
    content = trust_list(AUTHORITY)
    found = read_list(content)
    assert (found.territory, found.sequence, found.operator) == ("IT", 42, "Operatore campione")
    assert [one.name for one in found.services] == [AUTHORITY.name]
    assert found.next_update is not None
    assert judged(SIGNED_P7M, registry_of([(ListKind.TSL, content)])) == ()

    withdrawn = trust_list(AUTHORITY, status="withdrawn")
    assert read_list(withdrawn).services == ()
    assert judged(SIGNED_P7M, registry_of([(ListKind.TSL, withdrawn)])) != ()
    seals = registry_of([(ListKind.TSL, trust_list(AUTHORITY, services="ForeSeals"))])
    assert judged(SIGNED_P7M, seals) == (Flaw.NOT_QUALIFIED,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"una lettera", "not a trust list"),
        (b"<html/>", "not a trust list"),
        (b"<!DOCTYPE a []>" + trust_list(AUTHORITY), "document type"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read"),
        (trust_list(AUTHORITY).replace(b"ListIssueDateTime", b"ListIssued"), "when it was issued"),
    ],
)
def test_files_that_are_no_trust_list(content, words):
    with pytest.raises(UnreadableListError, match=words):
        read_list(content)


def test_the_lists_own_signature_is_asked_for_when_its_signer_is_named():
    with pytest.raises(UnreadableListError, match="not signed by this certificate"):
        read_list(trust_list(AUTHORITY), signer=AUTHORITY.pem)
    with pytest.raises(UnreadableListError, match="carries no signature"):
        read_list(AUTHORITY.pem, signer=AUTHORITY.pem)
