"""The app's label, and its entries in the menus."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "manifattura.communication"
    label = "communication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .navigation import register_entries

        register_entries()
