"""Firms and other participants, their seats and activity codes, and who may act for them."""

from .linked_group import LinkedFirm, LinkedGroup
from .mandate import Mandate
from .organisation import GroupingMember, Organisation, OrganisationAteco
from .seat import Seat

__all__ = [
    "GroupingMember",
    "LinkedFirm",
    "LinkedGroup",
    "Mandate",
    "Organisation",
    "OrganisationAteco",
    "Seat",
]
