"""The roles a person may hold besides being a person."""

from enum import StrEnum


class Role(StrEnum):
    """Staff roles are scoped by office; a committee member's work is scoped by the committee they sit on."""

    CASE_OFFICER = "case_officer"
    HEAD_OF_PROCEDURE = "head_of_procedure"
    SECRETARY = "secretary"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    COMMITTEE_MEMBER = "committee_member"


OFFICE_ROLES = frozenset(
    {Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.SECRETARY, Role.EDITOR, Role.ADMINISTRATOR}
)
STAFF_ROLES = OFFICE_ROLES | {Role.COMMITTEE_MEMBER}
