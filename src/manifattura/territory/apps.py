"""Registers the app `territory`."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "manifattura.territory"
    label = "territory"
    default_auto_field = "django.db.models.BigAutoField"
