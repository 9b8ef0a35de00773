"""Registers the app `spaces`: its menus and its words in the audit trail."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "manifattura.spaces"
    label = "spaces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from manifattura.calls.queries.lot_cards import register_lot_cards
        from manifattura.evaluation.queries.office_lines import register_office_lines
        from manifattura.kernel import audit_words

        from .queries.lot_cards import cards_of_codes
        from .receivers import connect
        from .web.audit_words import FIELDS, READERS, SENTENCES, VALUES
        from .web.import_kind import register_kind
        from .web.menus import register_menus
        from .web.waiting import waiting_lines

        register_lot_cards(cards_of_codes)
        connect()
        register_menus()
        register_office_lines(waiting_lines)
        register_kind()
        audit_words.register(SENTENCES, fields=FIELDS, values=VALUES, readers=READERS)
