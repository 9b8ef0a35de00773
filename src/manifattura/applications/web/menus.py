"""Entries of the menus that belong to applications."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role
from manifattura.ui.navigation import register

from ..permissions import may_see_register


def _runs_calls(request: HttpRequest) -> bool:
    return has_role(request.person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)


def _sees_register(request: HttpRequest) -> bool:
    return may_see_register(request.person)


def register_menus() -> None:
    register(
        "office",
        "arrivals",
        _("Arrivi su carta o PEC"),
        "applications:arrivals",
        order=35,
        icon="mail-open",
        visible=_runs_calls,
    )
    register(
        "office",
        "register",
        _("Registro giornaliero"),
        "applications:register",
        order=36,
        icon="list",
        visible=_sees_register,
    )
    register("area", "applications", _("Le tue domande"), "applications:area", order=10, icon="files")
    register("footer-transparency", "receipts", _("Controlla una ricevuta"), "applications:verify", order=25)
