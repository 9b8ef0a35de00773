"""Registers the app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "manifattura.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
