"""Registers the app `calls`."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "manifattura.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"
