"""The form of what is asked of the list and of the map: the same words in the address, so that one can be sent from either."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..queries import words
from ..queries.asking import Asked, search_of
from ..queries.spaces import nils_with_spaces

MORE = ("stato", "zona", "kw", "altezza", "carico", "accessibile")
"""Asked less often: behind a disclosure."""
ORDER_WORDS: dict[str, Promise] = {
    "": _("Codice"),
    "canone": _("Canone, dal più basso"),
    "-canone": _("Canone, dal più alto"),
    "-mq": _("Superficie, dalla più grande"),
    "mq": _("Superficie, dalla più piccola"),
    "quartiere": _("Quartiere"),
    "-visto": _("Verificati da poco"),
}
STATE_WORDS: dict[str, Promise] = {
    "": _("Quelli che si possono chiedere"),
    "liberi": _("Liberi, senza un bando"),
    "in-bando": _("In un bando"),
    "assegnati": _("Assegnati, non ancora aperti"),
    "in-uso": _("In uso"),
    "tutti": _("Tutti"),
}


def asked_context(asked: Asked) -> dict[str, Any]:
    """What the form of the filters shows, and the search that an alert would keep."""
    return {
        "uses": [(code.value, word) for code, word in words.PERMITTED_USES.items()],
        "nils": [(str(number), name) for number, name in nils_with_spaces()],
        "zones": [(str(one["key"]), str(one["name"])) for one in settings.CITY.get("target_areas", ())],
        "states": list(STATE_WORDS.items()),
        "orders": list(ORDER_WORDS.items()),
        "asked": asked.values,
        "filtered": asked.filtered,
        "more": any(asked.values[name] for name in MORE),
        "wrong": dict.fromkeys(asked.unread, True),
        "query": asked.query(),
        "query_without_box": asked.query(without="riquadro"),
        "search": search_of(asked.query()),
    }
