"""The app's label; see README.md for its trade."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "manifattura.evaluation"
    label = "evaluation"
