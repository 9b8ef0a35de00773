"""What a procedure says of a call that gives places and no money, where the words differ."""

from collections.abc import Mapping
from dataclasses import replace

from ..messages import gettext_noop as _
from .model import Machine, Procedure
from .names import ApplicationState

PLACE_WORDS: Mapping[str, str] = {
    "Più sessioni, ognuna con le sue risorse, la sua scadenza e la sua graduatoria.": _(
        "Più sessioni, ognuna con i suoi posti, la sua scadenza e la sua graduatoria."
    ),
    "Idonea e finanziata": _("Selezionata"),
    "Idonea finanziata": _("Selezionata"),
    "Idonea, in attesa di risorse": _("Idonea, in lista di riserva"),
    "Idonea non finanziata": _("Idonea, in lista di riserva"),
    "Contributo accettato": _("Posto accettato"),
    "Accetta il contributo": _("Accetta il posto"),
    "Rinuncia al contributo": _("Rinuncia al posto"),
}
"""Words of a call with money → words of a call with places."""
NEVER = ApplicationState.PARTIALLY_FUNDED
"""No application of such a call gets there: a place is not given in part."""


def in_places(procedure: Procedure) -> Procedure:
    """The same procedure as a call of places reads it."""
    about = PLACE_WORDS.get(procedure.about, procedure.about)
    return replace(procedure, about=about, application=_machine(procedure.application))


def _machine(machine: Machine[ApplicationState]) -> Machine[ApplicationState]:
    return replace(
        machine,
        phases=tuple(
            replace(
                one,
                staff=PLACE_WORDS.get(one.staff, one.staff),
                public=PLACE_WORDS.get(one.public, one.public),
            )
            for one in machine.phases
            if one.state is not NEVER
        ),
        moves=tuple(
            replace(one, does=PLACE_WORDS.get(one.does, one.does))
            for one in machine.moves
            if NEVER not in (one.source, one.target)
        ),
    )
