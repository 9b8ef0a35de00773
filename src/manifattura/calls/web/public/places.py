"""What a call without money gives, in words: how many places, and who takes them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.edition import Edition
from .language import italian


def places_words(places: int | None) -> str:
    """`20 posti`; without a number, who gets one."""
    if places is None:
        return _("per tutte le domande sopra la soglia")
    return ngettext("un posto", "%(n)s posti", places) % {"n": places}


def places_fact(edition: Edition) -> str:
    """The figure under the title."""
    return _("Senza un limite") if edition.places is None else places_words(edition.places)


def places_rule(edition: Edition) -> str:
    """The rule in a sentence or two."""
    if edition.allocation is not None:
        return _("Il bando non dà denaro: assegna spazi, lotto per lotto, con un canone.")
    if edition.places is None:
        return _("Il bando non dà denaro. Chi raggiunge i punti minimi ha un posto.")
    return _("Il bando non dà denaro: dà %(places)s, in ordine di graduatoria.") % {
        "places": places_words(edition.places)
    }


def place_rules(edition: Edition) -> Iterator[str | SafeString]:
    """How the places are given along the ranking."""
    grid = edition.grid
    if edition.allocation is not None:
        return
    if edition.places is None:
        yield _("Chi raggiunge i punti minimi ha un posto: non c’è un numero massimo.")
    else:
        yield (
            _(
                "I posti si assegnano a chi supera la soglia, in ordine di arrivo e non di punteggio, finché ce ne sono."
            )
            if grid.by_arrival
            else _("I posti si assegnano in ordine di graduatoria, finché ce ne sono.")
        )
        yield _("Chi è idoneo e non ha un posto resta in lista di riserva: entra se qualcuno rinuncia.")
        if not grid.by_arrival:
            yield _("Le domande alla pari sull’ultimo posto entrano tutte o nessuna.")
    if grid.one_per_link:
        yield _("Entra una sola domanda per impresa o gruppo di imprese collegate.")
    titles = {flag.key: flag.title for flag in edition.flags}
    for area in grid.areas:
        parts = [
            _("al massimo %(n)s domande") % {"n": area.most} if area.most is not None else "",
            _("posti riservati: %(n)s") % {"n": area.least} if area.least else "",
        ]
        name = area.title or titles.get(area.flag, area.flag)
        yield format_html("<b>{}</b>: {}.", italian(name), "; ".join(part for part in parts if part))
