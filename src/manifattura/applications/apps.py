"""Registers the app `applications`: its menus, its words in the audit trail, its ears."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "manifattura.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.kernel import audit_words

        from . import receivers  # noqa: F401 - listens from now on
        from .actions.tell_applicants import register_call_messages
        from .queries.arrival_messages import register_arrival_messages
        from .queries.message_templates import register_offered
        from .queries.panels import register_panel
        from .web.audit_words import FIELDS, SENTENCES, VALUES
        from .web.form_panel import register_forms_panel
        from .web.menus import register_menus
        from .web.message_panel import messages_panel

        register_menus()
        register_offered()
        register_call_messages()
        register_arrival_messages()
        register_forms_panel()
        register_panel("applications.messages", messages_panel, order=10)
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES)
