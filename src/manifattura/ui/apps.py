"""The design system: base pages, components, icons, gallery."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "manifattura.ui"
    label = "ui"

    def ready(self) -> None:
        # Django's forms can be loaded only now
        from .forms import name_wrong_addresses

        name_wrong_addresses()
