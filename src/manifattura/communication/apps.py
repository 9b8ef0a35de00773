"""Registers the app `communication`: its menus and its words in the audit trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicationConfig(AppConfig):
    name = "manifattura.communication"
    label = "communication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.evaluation.queries.office_lines import register_office_lines
        from manifattura.kernel import audit_words
        from manifattura.ui import finding

        from .models import PublicPage
        from .queries.alert_sources import register_sources
        from .queries.findable import findable_calls, findable_events, findable_pages
        from .queries.findable_places import (
            findable_labs,
            findable_spaces,
            labs_still_public,
            spaces_still_public,
        )
        from .receivers import connect
        from .web.audit_words import FIELDS, SENTENCES, VALUES
        from .web.feedback_words import register_feedback
        from .web.feeds import register_feeds
        from .web.menus import register_menus
        from .web.pages import preview
        from .web.waiting import waiting_lines

        register_menus()
        register_feeds()
        register_feedback()
        register_sources()
        register_office_lines(waiting_lines)
        PublicPage.render_with(preview)
        finding.register("call", _("Bandi"), findable_calls, order=10)
        finding.register("page", _("Pagine"), findable_pages, order=20)
        finding.register("space", _("Spazi"), findable_spaces, order=30, still_public=spaces_still_public)
        finding.register("lab", _("Laboratori"), findable_labs, order=40, still_public=labs_still_public)
        finding.register("event", _("Eventi"), findable_events, order=50)
        connect()
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES)
