"""Registers the app `organisations`: its menus and its words in the audit trail."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "manifattura.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.kernel import audit_words

        from .web.audit_words import FIELDS, SENTENCES, VALUES
        from .web.import_kind import register_kind
        from .web.menus import register_menus

        register_menus()
        register_kind()
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES)
