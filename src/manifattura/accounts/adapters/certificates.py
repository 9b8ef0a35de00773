"""What a certificate says of itself, and what it is worth by the trust lists (ETSI EN 319 412-5, TS 119 615)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..domain.qualified_signatures import Certificate, Purpose, fiscal_code_of

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation.qualified.tsp import TSPRegistry


def qualification(path: Any, registry: TSPRegistry, at: datetime) -> dict[str, Any]:
    """What certificate and trust list say together (ETSI TS 119 615)."""
    from pyhanko.sign.validation.qualified.assess import QualificationAssessor
    from pyhanko.sign.validation.qualified.tsp import QcCertType

    purposes = {
        QcCertType.QC_ESIGN: Purpose.SIGNATURE,
        QcCertType.QC_ESEAL: Purpose.SEAL,
        QcCertType.QC_WEB: Purpose.WEB,
    }
    said = _said_purposes(path.leaf)
    if len(said) > 1:
        # for several things at once: which of them signed is not to be told
        return {"qualified": False, "purpose": said[0]}
    result = QualificationAssessor(registry).check_entity_cert_qualified(path, at)
    service = result.service_definition
    if service is None:
        # of a service for other types of certificates, or of one that is granted no longer
        return {"qualified": False, "purpose": said[0]}
    return {
        "qualified": result.status.qualified,
        "purpose": purposes[result.status.qc_type],
        "device": result.status.qc_key_security.is_qscd,
        "service": service.base_info.service_name,
    }


def _said_purposes(certificate: x509.Certificate) -> list[Purpose]:
    """What the certificate says that it is for; a signature where it says nothing (ETSI EN 319 412-5 §4.2.3)."""
    from pyhanko.sign.ades.qualified_asn1 import get_qc_statements

    kinds = {"qct_esign": Purpose.SIGNATURE, "qct_eseal": Purpose.SEAL, "qct_web": Purpose.WEB}
    for statement in get_qc_statements(certificate):
        if statement["statement_id"].native == "qc_type":
            return [kinds[one.native] for one in statement["statement_info"]]
    return [Purpose.SIGNATURE]


def told_by(certificate: x509.Certificate) -> Certificate:
    named = certificate.subject.native
    serial = named.get("serial_number", "")
    return Certificate(
        subject=certificate.subject.human_friendly[:400],
        issuer=certificate.issuer.human_friendly[:400],
        serial=f"{certificate.serial_number:x}",
        sha256=certificate.sha256.hex(),
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        fiscal_code=fiscal_code_of(serial) if isinstance(serial, str) else "",
        name=_text(named.get("common_name")),
    )


def _text(value: Any) -> str:
    return value[:160] if isinstance(value, str) else ""
