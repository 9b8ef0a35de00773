"""A small certification authority, its trust list, and signers of PDF and p7m files: all real cryptography, no network."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import typst
from asn1crypto import cms, core, crl, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from signxml.xades import XAdESSigner

from manifattura.accounts.adapters.off_loop import outcome_of
from manifattura.accounts.adapters.signed_files import ready_to_sign

QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
COMPLIANCE, DEVICE, TYPE = "0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6"
ESIGN, ESEAL = "0.4.0.1862.1.6.1", "0.4.0.1862.1.6.2"
DAY = timedelta(days=1)


class _Statement(core.Sequence):
    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):
    _child_spec = _Statement


class _Types(core.SequenceOf):
    _child_spec = core.ObjectIdentifier


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """One key per name: making them is what costs."""
    return rsa.generate_private_key(65537, 2048)


def _name(common: str, *more: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "IT"), (NameOID.COMMON_NAME, common), *more]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def qc_statements(*, compliance: bool = True, device: bool = True, kind: str = ESIGN) -> bytes:
    said = [{"id": COMPLIANCE}] if compliance else []
    said += [{"id": DEVICE}] if device else []
    said += [{"id": TYPE, "info": _Types(kind.split())}] if kind else []
    return _Statements(said).dump()


@dataclass(frozen=True)
class Signer:
    """Somebody's certificate and key."""

    certificate: x509.Certificate
    private: rsa.RSAPrivateKey
    issuer: x509.Certificate

    def _signer(self) -> SimpleSigner:
        store = SimpleCertificateStore()
        store.register(_asn1(self.issuer))
        private = self.private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return SimpleSigner(_asn1(self.certificate), keys.PrivateKeyInfo.load(private), store)

    def pdf(
        self, document: bytes, field: str = "Firma", *, certifies: bool = False, is_seen: bool = False
    ) -> bytes:
        """A PAdES signature, as an increment; `certifies`: of the whole document; `is_seen`: with a box on the page."""
        out, writer = io.BytesIO(), IncrementalPdfFileWriter(io.BytesIO(document))
        if is_seen:
            append_signature_field(writer, SigFieldSpec(field, box=(100, 100, 300, 160), on_page=0))
        said = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, certify=certifies)
        style = TextStampStyle(stamp_text="Firmato da %(signer)s") if is_seen else None
        signer = PdfSigner(said, signer=self._signer(), stamp_style=style)
        outcome_of(signer.async_sign_pdf(writer, output=out))
        return out.getvalue()

    def p7m(
        self, document: bytes, *, detached: bool = False, text: bool = False, revoked: bytes = b""
    ) -> bytes:
        """A CAdES signature around the document; `text`: in base64; `revoked`: a list that it brings."""
        signed = outcome_of(
            self._signer().async_sign_general_data(document, "sha256", use_cades=True, detached=detached)
        )
        if revoked:
            listed = cms.RevocationInfoChoice({"crl": crl.CertificateList.load(revoked)})
            signed["content"]["crls"] = cms.RevocationInfoChoices([listed])
        content: bytes = signed.dump(force=bool(revoked))
        return base64.encodebytes(content) if text else content


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


class Authority:
    """Issues certificates to people; `pem` and `trust_list` are what an office installs."""

    def __init__(self, name: str = "Autorità campione") -> None:
        self.name, self.private = name, key(name)
        subject, now = _name(name), datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(self.private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 3000 * DAY)
            .not_valid_after(now + 3000 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(self.private.public_key()), critical=False
            )
            .sign(self.private, hashes.SHA256())
        )

    def signer(
        self,
        fiscal_code: str = "",
        *,
        since: timedelta = -30 * DAY,
        until: timedelta = 300 * DAY,
        compliance: bool = True,
        device: bool = True,
        kind: str = ESIGN,
        non_repudiation: bool = True,
    ) -> Signer:
        """A person's certificate; `since` and `until` from now."""
        private, now = key("signer"), datetime.now(UTC)
        more = ((NameOID.SERIAL_NUMBER, f"TINIT-{fiscal_code}"),) if fiscal_code else ()
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name("Persona campione", *more))
            .issuer_name(self.certificate.subject)
            .public_key(private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + since)
            .not_valid_after(now + until)
            .add_extension(
                _usage(content_commitment=non_repudiation, digital_signature=not non_repudiation),
                critical=True,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.private.public_key()), critical=False
            )
        )
        where = [x509.UniformResourceIdentifier("http://autorita.example/revocati.crl")]
        point = x509.DistributionPoint(where, None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        said = qc_statements(compliance=compliance, device=device, kind=kind)
        builder = builder.add_extension(x509.UnrecognizedExtension(QC_STATEMENTS, said), critical=False)
        return Signer(builder.sign(self.private, hashes.SHA256()), private, self.certificate)

    def revoked(self, *signers: Signer, made: timedelta = -DAY, until: timedelta = DAY) -> bytes:
        """A list of revoked certificates (DER); `made` and `until` from now."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now + made)
            .next_update(now + until)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.private.public_key()), critical=False
            )
        )
        for one in signers:
            gone = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
            builder = builder.add_revoked_certificate(gone.revocation_date(now + made).build())
        return builder.sign(self.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def _usage(**told: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
        "crl_sign encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{name: told.get(name, False) for name in names})


def trust_list(
    authority: Authority,
    *,
    status: str = "granted",
    issued: datetime | None = None,
    next_update: datetime | None = None,
    services: str = "ForeSignatures",
) -> bytes:
    """A national list (ETSI TS 119 612) with one service."""
    certificate = base64.b64encode(authority.certificate.public_bytes(serialization.Encoding.DER)).decode()
    issued = issued or datetime.now(UTC) - DAY
    following = next_update or issued + 180 * DAY
    since = issued - 1000 * DAY
    uri = "http://uri.etsi.org/TrstSvc"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"
 xmlns:ext="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#" TSLTag="http://uri.etsi.org/19612/TSLTag">
<SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>42</TSLSequenceNumber>
<TSLType>{uri}/TrustedList/TSLType/EUgeneric</TSLType>
<SchemeOperatorName><Name xml:lang="en">Operatore campione</Name></SchemeOperatorName>
<SchemeTerritory>IT</SchemeTerritory>
<ListIssueDateTime>{_written(issued)}</ListIssueDateTime>
<NextUpdate><dateTime>{_written(following)}</dateTime></NextUpdate></SchemeInformation>
<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="en">Prestatore campione</Name></TSPName>
</TSPInformation><TSPServices><TSPService><ServiceInformation>
<ServiceTypeIdentifier>{uri}/Svctype/CA/QC</ServiceTypeIdentifier>
<ServiceName><Name xml:lang="en">{authority.name}</Name></ServiceName>
<ServiceDigitalIdentity><DigitalId><X509Certificate>{certificate}</X509Certificate></DigitalId></ServiceDigitalIdentity>
<ServiceStatus>{uri}/TrustedList/Svcstatus/{status}</ServiceStatus>
<StatusStartingTime>{_written(since)}</StatusStartingTime>
<ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>
<URI xml:lang="en">{uri}/TrustedList/SvcInfoExt/{services}</URI></AdditionalServiceInformation></Extension>
</ServiceInformationExtensions></ServiceInformation></TSPService></TSPServices></TrustServiceProvider></TrustServiceProviderList>
</TrustServiceStatusList>""".encode()


def signed_trust_list(authority: Authority, operator: Signer) -> bytes:
    """The same list with the operator's signature in it (enveloped XAdES), as AgID publishes its own."""
    root = etree.fromstring(trust_list(authority))
    signed = XAdESSigner().sign(root, key=operator.private, cert=[operator.certificate])
    content: bytes = etree.tostring(signed, xml_declaration=True, encoding="UTF-8")
    return content


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def prepared_document() -> bytes:
    """A document as it is given to be signed."""
    return ready_to_sign(
        typst.compile(
            b'#set document(title: "Domanda", date: datetime(year: 2026, month: 1, day: 1))\n#set text(lang: "it")\n= Domanda',
            pdf_standards=["ua-1", "a-3a"],
        )
    )
