"""Put into the form a question that the rest of the call needs, ready-made: the title, the cost, the seat of the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.edition import FieldType
from ..domain.form_checks import COST_FIELD, SEAT_FIELD, TITLE_FIELD, lacking
from ..queries.draft import build_edition
from .draft_items import ItemKind, items_of
from .save_item import save_item

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call


def ready_questions() -> Mapping[str, Mapping[str, Any]]:
    """What is written for each, by key; the office changes the words afterwards as it likes."""
    return {
        TITLE_FIELD: {
            "type": FieldType.TEXT.value,
            "label": _("Titolo del progetto"),
            "max_length": 120,
        },
        COST_FIELD: {
            "type": FieldType.MONEY.value,
            "label": _("Spesa prevista del progetto"),
            "help": _("Al netto dell’IVA."),
        },
        SEAT_FIELD: {
            "type": FieldType.SEAT.value,
            "label": _("Dove si trova il progetto"),
        },
    }


@transaction.atomic
def add_ready_question(*, call: Call, key: str, by: Person) -> None:
    """At the end of the first section, or of a new one where there is none; `Refused` when the form has it already."""
    if key not in lacking(build_edition(call)):
        raise Refused(_("Questa domanda c’è già."), code="gone")
    # what a call asks is written in Italian, whatever the language of the desk
    with translation.override("it"):
        words, title = dict(ready_questions()[key]), _("Il progetto")
    section = items_of(call.pk, ItemKind.SECTION).first() or save_item(
        call=call, kind=ItemKind.SECTION, values={"title": title}, by=by
    )
    save_item(
        call=call,
        kind=ItemKind.FIELD,
        values={"section": section, "required": True, **words},
        by=by,
        key=key,
    )
