"""Registers the app `evaluation`: its menus, its panel on the application's page, its words in the audit trail."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "manifattura.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.applications.queries.milestones import register_milestones
        from manifattura.applications.queries.panels import register_panel
        from manifattura.applications.queries.standings import register_standings
        from manifattura.calls.queries.call_texts import register_our_texts
        from manifattura.calls.queries.pending import register_pending
        from manifattura.kernel import audit_words

        from . import receivers  # noqa: F401 - listens from now on
        from .domain import confirmation_form, rejection_notices, remedies
        from .queries.after_words import register_after_words
        from .queries.awaited_replies import register_reply_gates
        from .queries.letters import register_letters
        from .queries.message_words import register_templates
        from .queries.milestones import milestones
        from .queries.standings import standings
        from .queries.still_open import still_open
        from .web.after_panel import after_panel
        from .web.audit_words import FIELDS, SENTENCES
        from .web.entry_panel import casework_panel
        from .web.menus import register_menus
        from .web.panel import outcome_panel

        register_menus()
        register_letters()
        register_templates()
        register_reply_gates()
        register_after_words()
        for form in (remedies, rejection_notices, confirmation_form):
            register_our_texts(form.OUR_TEXTS)
        register_milestones("evaluation", milestones)
        register_standings("evaluation", standings)
        register_pending(still_open)
        register_panel("evaluation.after", after_panel, order=5)
        register_panel("evaluation.casework", casework_panel, order=16)
        register_panel("evaluation.outcome", outcome_panel, order=20)
        audit_words.register(SENTENCES, fields=FIELDS)
