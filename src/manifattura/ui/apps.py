"""The design system: base pages, components, icons, gallery."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "manifattura.ui"
    label = "ui"
