"""Two people at once: what is sent with a signature is what was signed, whoever was quicker."""

from __future__ import annotations

import pytest

from manifattura.accounts.actions.install_trust_list import install_trust_list
from manifattura.applications.actions.prepare_signing import prepare_signing
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.verify_signature import verify_signature
from manifattura.applications.models import SectionAnswers, Submission, SubmissionSignature
from manifattura.kernel.errors import Refused
from tests.applications.published import published_call
from tests.applications.test_concurrency import sending, together
from tests.factories.accounts import PersonFactory
from tests.factories.applications import complete_application
from tests.factories.organisations import firm_of
from tests.fakes.qualified_ca import Authority

CODE = "RSSMRA80A01F205X"


@pytest.mark.django_db(transaction=True)
def test_a_change_in_the_very_moment_of_sending_never_slips_in(settings):
    settings.IDENTITY_TO_SEND = True
    authority, call = Authority(), published_call()
    install_trust_list(content=authority.pem, name="autorita.pem")
    person = PersonFactory(fiscal_code=CODE)
    for turn in range(2):
        application = complete_application(call, lead=firm_of(person), by=person)
        document = prepare_signing(application=application, by=person)
        signed = authority.signer(CODE).p7m(bytes(document.document))
        signature = verify_signature(application=application, name="d.p7m", content=signed, by=person)
        row = SectionAnswers.objects.get(application=application, section_key="project")

        def change(application=application, row=row):
            return save_section(
                sheet=application,
                section_key="project",
                answers={"project_title": "Cambiato"},
                base_version=row.version,
                by=person,
            )

        sent, changed = together(sending(application, f"key-{turn}"), change)
        kept = Submission.objects.filter(application=application).first()
        if kept is None:
            assert isinstance(sent, Refused)
            assert sent.code == "signature"
        else:
            assert isinstance(changed, Refused)
            assert kept.payload_sha256 == signature.payload_sha256
            assert SubmissionSignature.objects.get(submission=kept).sha256 == signature.sha256
