"""Entries of the menus that belong to applications."""

from django.utils.translation import gettext_lazy as _

from manifattura.ui.navigation import register


def register_menus() -> None:
    register("area", "applications", _("Le tue domande"), "applications:area", order=10, icon="files")
