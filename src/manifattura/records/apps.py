"""Registers the app `records`: its menus, its messages, its words in the audit trail."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "manifattura.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.evaluation.queries.office_lines import register_office_lines
        from manifattura.kernel import audit_words

        from . import receivers  # noqa: F401 - listens from now on
        from .queries.message_words import register_messages
        from .web.audit_words import FIELDS, SENTENCES, VALUES
        from .web.menus import register_menus
        from .web.waiting import waiting_lines

        register_menus()
        register_messages()
        register_office_lines(waiting_lines)
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES)
