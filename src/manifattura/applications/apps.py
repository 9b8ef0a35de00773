"""Registers the app `applications`: its menus, its words in the audit trail, its ears."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "manifattura.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.kernel import audit_words

        from . import receivers  # noqa: F401 - listens from now on
        from .web.audit_words import FIELDS, SENTENCES
        from .web.menus import register_menus

        register_menus()
        audit_words.register(SENTENCES, fields=FIELDS)
