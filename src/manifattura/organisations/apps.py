"""Registers the app `organisations`."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "manifattura.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
