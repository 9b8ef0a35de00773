"""A trust list that its operator really signed (XAdES): verified before it counts, refused when it was touched."""

import pytest
from cryptography.hazmat.primitives import serialization

from manifattura.accounts.actions.install_trust_list import install_trust_list
from manifattura.accounts.models import TrustList
from manifattura.accounts.queries.trust_lists import lists_that_count
from manifattura.config.problem import Problem
from manifattura.config.run.trust_list import import_trust_list
from manifattura.kernel.errors import Refused
from tests.fakes.qualified_ca import Authority, signed_trust_list

pytestmark = pytest.mark.django_db


def test_only_the_list_that_the_operator_signed_is_installed(tmp_path, capsys):
    authority, operator = Authority(), Authority("Operatore campione").signer()
    other = Authority("Altro operatore").signer()
    content = signed_trust_list(authority, operator)
    told = {
        "operator.pem": operator.certificate.public_bytes(serialization.Encoding.PEM),
        "other.der": other.certificate.public_bytes(serialization.Encoding.DER),
        "letter.pem": b"una lettera",
        "signed.xml": content,
        "touched.xml": content.replace(authority.name.encode(), b"Autorita infiltrata"),
    }
    for name, said in told.items():
        (tmp_path / name).write_bytes(said)

    def rehearsed(name, signer):
        return import_trust_list(str(tmp_path / name), dry_run=True, signer=str(tmp_path / signer), dated="")

    for name, signer, why in (
        ("signed.xml", "other.der", "not signed by this certificate, or it was changed"),
        ("touched.xml", "operator.pem", "not signed by this certificate, or it was changed"),
        ("signed.xml", "letter.pem", "certificate cannot be read"),
    ):
        with pytest.raises(Problem, match=why):
            rehearsed(name, signer)
        with pytest.raises(Refused, match=why):
            install_trust_list(content=told[name], name=name, signer=told[signer])
    assert rehearsed("signed.xml", "operator.pem") == 0
    assert "was not verified" not in capsys.readouterr().out
    assert not TrustList.objects.exists()
    row = install_trust_list(content=content, name="signed.xml", signer=told["operator.pem"])
    assert (row.is_signature_verified, row.territory, row.services) == (True, "IT", [authority.name])
    assert [one.row.pk for one in lists_that_count()] == [row.pk]
