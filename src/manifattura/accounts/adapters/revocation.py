"""What a signed file brings to tell whether a certificate was revoked, and the path from a certificate to a trust list."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .off_loop import outcome_of

if TYPE_CHECKING:
    from asn1crypto import cms, x509
    from pyhanko.sign.validation.qualified.tsp import TSPRegistry
    from pyhanko.sign.validation.status import SignatureStatus
    from pyhanko_certvalidator import ValidationContext


def is_stale(status: SignatureStatus) -> bool:
    from pyhanko.sign.ades.report import AdESIndeterminate as Trouble

    return status.trust_problem_indic in (Trouble.TRY_LATER, Trouble.REVOCATION_OUT_OF_BOUNDS_NO_POE)


def is_listed(certificate: x509.Certificate, brought: Brought) -> bool:
    """Whether a list that the file brings, however old, has it among the revoked ones: that does not pass."""
    from asn1crypto import crl

    for content in brought.lists:
        found = crl.CertificateList.load(content)
        revoked = found["tbs_cert_list"]["revoked_certificates"]
        serials = {one["user_certificate"].native for one in revoked} if len(revoked) else set()
        if found.issuer == certificate.issuer and certificate.serial_number in serials:
            return True
    return False


@dataclass(frozen=True)
class Brought:
    """Lists of revoked certificates and answers about one, as the file brings them (DER)."""

    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()

    def __add__(self, other: Brought) -> Brought:
        return Brought(self.lists + other.lists, self.answers + other.answers)


@dataclass(frozen=True)
class Judge:
    registry: TSPRegistry
    at: datetime
    brought: Brought
    others: list[x509.Certificate]

    def context(self, *, mode: str = "soft-fail") -> ValidationContext:
        from pyhanko.sign.validation.qualified.tsp import TSPTrustManager
        from pyhanko_certvalidator import ValidationContext

        return ValidationContext(
            trust_manager=TSPTrustManager(self.registry),
            other_certs=self.others,
            moment=self.at,
            allow_fetching=False,
            revocation_mode=mode,
            crls=self.brought.lists,
            ocsps=self.brought.answers,
        )

    def is_known_good(self, certificate: x509.Certificate) -> bool:
        """Whether what the file brings is enough, and new enough, to say that nobody revoked it."""
        from pyhanko_certvalidator import CertificateValidator
        from pyhanko_certvalidator.errors import ValidationError

        if self.brought == Brought():
            return False
        validator = CertificateValidator(certificate, validation_context=self.context(mode="require"))
        try:
            outcome_of(validator.async_validate_path())
        except ValidationError:
            return False
        return True


def brought_by_cms(signed: cms.SignedData) -> Brought:
    """Beside the certificates, or among what was signed (as Adobe's programs write it)."""
    from asn1crypto import core

    lists: list[bytes] = []
    answers: list[bytes] = []
    if not isinstance(signed["crls"], core.Void):
        for choice in signed["crls"]:
            if choice.name == "crl":
                lists.append(choice.chosen.dump())
            elif choice.chosen["other_rev_info_format"].native == "ocsp_response":
                answers.append(choice.chosen["other_rev_info"].dump())
    attributes = signed["signer_infos"][0]["signed_attrs"]
    for attribute in () if isinstance(attributes, core.Void) else attributes:
        if attribute["type"].native == "adobe_revocation_info_archival":
            for value in attribute["values"]:
                lists += [one.dump() for one in value["crl"] or ()]
                answers += [one.dump() for one in value["ocsp"] or ()]
    return Brought(tuple(lists), tuple(answers))


def brought_by_pdf(reader: Any) -> Brought:
    """The store of proofs of a PAdES-LT signature."""
    from pyhanko.pdf_utils.decode_limits import DecodePurpose
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    with suppress(NoDSSFoundError, PdfReadError):
        store = DocumentSecurityStore.read_dss(reader)
        return Brought(
            tuple(one.get_object().read_data(DecodePurpose.CRL) for one in store.crls),
            tuple(one.get_object().read_data(DecodePurpose.OCSP_RESPONSE) for one in store.ocsps),
        )
    return Brought()
