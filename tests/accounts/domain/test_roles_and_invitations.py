"""Rules of accounts: codice fiscale of a person, what became of an invitation, which roles have an office."""

from datetime import UTC, datetime, timedelta

import pytest
from stdnum.it import codicefiscale

from manifattura.accounts.domain.fiscal_code import clean_fiscal_code
from manifattura.accounts.domain.invitations import InvitationState, invitation_state, needs_office
from manifattura.accounts.domain.roles import OFFICE_ROLES, STAFF_ROLES, Role

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["RSSMRA80A01F205X", "rssmra80a01f205x", " RSSMRA 80A01 F205X "])
def test_a_right_codice_fiscale_is_accepted(text):
    assert clean_fiscal_code(text) == "RSSMRA80A01F205X"


def test_omocodia_is_accepted():
    body = "RSSMRA80A01F20R"
    code = body + codicefiscale.calc_check_digit(body)
    assert clean_fiscal_code(code) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "length"),
        ("00743110157", "length"),
        ("RSSMRA80A01F205", "length"),
        ("RSSMRA80A01F205Y", "check"),
        ("RSSMRA80X01F205X", "check"),
        ("1234567890123456", "check"),
    ],
)
def test_a_wrong_codice_fiscale_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        clean_fiscal_code(text)


@pytest.mark.parametrize(
    ("accepted", "cancelled", "after", "state"),
    [
        (None, None, timedelta(seconds=-1), InvitationState.INVITED),
        (None, None, timedelta(0), InvitationState.EXPIRED),
        (None, NOON, timedelta(days=9), InvitationState.CANCELLED),
        (NOON, None, timedelta(days=9), InvitationState.ACCEPTED),
        (NOON, NOON, timedelta(0), InvitationState.ACCEPTED),
    ],
)
def test_what_became_of_an_invitation(accepted, cancelled, after, state):
    found = invitation_state(
        accepted_at=accepted, cancelled_at=cancelled, expires_at=NOON, moment=NOON + after
    )
    assert found == state


def test_committee_and_administrators_have_no_office():
    assert {role for role in Role if not needs_office(role)} == {Role.COMMITTEE_MEMBER, Role.ADMINISTRATOR}
    assert {Role.COMMITTEE_MEMBER} == STAFF_ROLES - OFFICE_ROLES
