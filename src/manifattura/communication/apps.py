"""The app's label; see README.md for its trade."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "manifattura.communication"
    label = "communication"
