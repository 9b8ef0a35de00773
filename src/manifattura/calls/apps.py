"""Registers the app `calls`: its menus, its words in the audit trail."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "manifattura.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.kernel import audit_words

        from .web.audit_words import FIELDS, SCOPE, SENTENCES, VALUES
        from .web.menus import register_menus

        register_menus()
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES)
        audit_words.register_scope("call", SCOPE)
