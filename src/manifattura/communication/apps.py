"""Registers the app `communication`: its menus and its words in the audit trail."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "manifattura.communication"
    label = "communication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.kernel import audit_words

        from .web.audit_words import FIELDS, SENTENCES
        from .models import PublicPage
        from .web.menus import register_menus
        from .web.pages import preview

        register_menus()
        PublicPage.render_with(preview)
        audit_words.register(SENTENCES, fields=FIELDS)
