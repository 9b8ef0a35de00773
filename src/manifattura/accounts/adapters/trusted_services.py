"""Trust lists as files: national ones (ETSI TS 119 612, XML), or a bundle of PEM certificates; read by pyHanko, off line.

pyHanko takes half a second to import and few requests need it: its modules are imported where they are used.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..domain.trust_lists import ListKind

if TYPE_CHECKING:
    from pyhanko.sign.validation.qualified.tsp import CAServiceInformation, TSPRegistry

TSL = "{http://uri.etsi.org/02231/v2#}"


class UnreadableListError(ValueError):
    """The file is not a trust list: the message says what is wrong, in English, for the command line."""


@dataclass(frozen=True)
class Service:
    """One authority of the list that issues qualified certificates now."""

    name: str
    since: datetime


@dataclass(frozen=True)
class ReadList:
    kind: ListKind
    territory: str
    operator: str
    sequence: int | None
    issued_at: datetime | None
    next_update: datetime | None
    services: tuple[Service, ...]
    ignored: int
    """Services that could not be read."""


def read_list(content: bytes, *, signer: bytes | None = None) -> ReadList:
    """What the file says. `signer`: the certificate (PEM or DER) whose signature the XML must carry.

    Raises UnreadableListError.
    """
    if b"-----BEGIN CERTIFICATE-----" in content[:100_000] and not content.lstrip().startswith(b"<"):
        if signer is not None:
            raise UnreadableListError("A bundle of certificates carries no signature to verify.")
        return _read_pem(content)
    return _read_tsl(content, signer)


def _read_pem(content: bytes) -> ReadList:
    try:
        services = list(_pem_services(content))
    except ValueError as error:
        raise UnreadableListError("A certificate of the bundle cannot be read.") from error
    found = tuple(Service(one.base_info.service_name, one.base_info.valid_from) for one in services)
    return ReadList(ListKind.PEM, "", "", None, None, None, found, 0)


def _read_tsl(content: bytes, signer: bytes | None) -> ReadList:
    from pyhanko.sign.validation.qualified.eutl_parse import trust_list_to_registry_unsafe

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableListError("The list declares a document type or entities: no trust list does.")
    try:
        # as UTF-8: whoever hides those two words in another encoding is not read
        text = content.decode("utf-8-sig")
        head = ET.fromstring(text).find(f"{TSL}SchemeInformation")  # noqa: S314 - neither of them gets here
        if signer is not None:
            _refuse_unsigned(text, signer)
        registry, errors = trust_list_to_registry_unsafe(text)
    except UnreadableListError:
        raise
    # the parsers under it raise their own errors, each another
    except Exception as error:
        raise UnreadableListError(
            "This is not a trust list (ETSI TS 119 612, XML) nor a PEM bundle."
        ) from error
    if head is None:
        raise UnreadableListError("The list has no SchemeInformation.")
    issued = _moment(head.findtext(f"{TSL}ListIssueDateTime"))
    if issued is None:
        raise UnreadableListError("The list does not say when it was issued.")
    return ReadList(
        kind=ListKind.TSL,
        territory=(head.findtext(f"{TSL}SchemeTerritory") or "")[:2],
        operator=_name(head),
        sequence=_number(head.findtext(f"{TSL}TSLSequenceNumber")),
        issued_at=issued,
        next_update=_moment(head.findtext(f"{TSL}NextUpdate/{TSL}dateTime")),
        services=tuple(_granted(registry, datetime.now(UTC))),
        ignored=len(errors),
    )


def _refuse_unsigned(text: str, signer: bytes) -> None:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.qualified.eutl_parse import trust_list_to_registry

    try:
        certificates = list(load_certs_from_pemder_data(signer))
    except ValueError as error:
        raise UnreadableListError("The signer's certificate cannot be read (PEM or DER).") from error
    try:
        trust_list_to_registry(text, certificates)
    except SignatureValidationError as error:
        raise UnreadableListError("The list is not signed by this certificate, or it was changed.") from error


def _granted(registry: TSPRegistry, at: datetime) -> Iterable[Service]:
    found = {
        Service(service.base_info.service_name, service.base_info.valid_from)
        for authority in registry.known_certificate_authorities
        for service in registry.applicable_service_definitions(authority, at)
    }
    return sorted(found, key=lambda one: (one.name.casefold(), one.since))


def registry_of(lists: Iterable[tuple[ListKind, bytes]]) -> TSPRegistry:
    """All the services of these lists together."""
    from pyhanko.sign.validation.qualified.eutl_parse import trust_list_to_registry_unsafe
    from pyhanko.sign.validation.qualified.tsp import TSPRegistry

    registry = TSPRegistry()
    for kind, content in lists:
        if kind is ListKind.TSL:
            trust_list_to_registry_unsafe(content.decode("utf-8-sig"), registry)
        else:
            for service in _pem_services(content):
                registry.register_ca(service)
    return registry


def _pem_services(content: bytes) -> Iterable[CAServiceInformation]:
    """Each certificate of the bundle, trusted for signatures as long as it is in the bundle that is in force."""
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.sign.validation.qualified.tsp import (
        CA_QC_URI,
        BaseServiceInformation,
        CAServiceInformation,
        QcCertType,
    )

    for certificate in load_certs_from_pemder_data(content):
        yield CAServiceInformation(
            base_info=BaseServiceInformation(
                service_type=CA_QC_URI,
                service_name=certificate.subject.native.get(
                    "common_name", certificate.subject.human_friendly
                ),
                valid_from=certificate.not_valid_before,
                valid_until=None,
                provider_certs=(certificate,),
                additional_info_certificate_type=frozenset({QcCertType.QC_ESIGN}),
                other_additional_info=frozenset(),
            ),
            qualifications=frozenset(),
            expired_certs_revocation_info=None,
        )


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()) if text and text.strip() else None
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdigit() else None


def _name(head: ET.Element) -> str:
    """Of the scheme operator: in Italian or English, whichever comes first."""
    names = [one.text or "" for one in head.findall(f"{TSL}SchemeOperatorName/{TSL}Name")]
    return names[0].strip()[:200] if names else ""
