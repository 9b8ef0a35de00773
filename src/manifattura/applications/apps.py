"""The app's label; see README.md for its trade."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "manifattura.applications"
    label = "applications"
