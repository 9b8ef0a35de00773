"""What a grid adds to the usual rules, in words: phases, rounding, uplifts, thresholds, limits, rankings of their own."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from manifattura.ui.formats import money_text
from manifattura.ui.templatetags.ui_filters import points_short

from ...domain.edition import Edition
from ...domain.grid_facts import has_committee, leaves
from .language import italian


def more_scoring_rules(edition: Edition) -> Iterator[str | SafeString]:
    """After the usual ones: what the points depend on."""
    grid = edition.grid
    titles = {flag.key: flag.title for flag in edition.flags}
    if not all(leaf.by_committee for leaf in leaves(grid)):
        yield (
            _("I punti che non dà la commissione si calcolano dalle risposte: l’ufficio le controlla.")
            if has_committee(grid)
            else _("I punti si calcolano dalle risposte: l’ufficio le controlla.")
        )
    if any(criterion.lower_only for criterion in grid.criteria):
        yield _("Dove è scritto, il controllo può solo ridurre il punteggio dichiarato.")
    for uplift in grid.uplifts:
        text = _("Chi ha questo requisito riceve il %(percent)s%% di punti in più%(of)s:") % {
            "percent": points_short(uplift.percent),
            "of": _(" in %(key)s") % {"key": uplift.of} if uplift.of else "",
        }
        yield format_html("{} <b>{}</b>.", text, italian(titles.get(uplift.flag, uplift.title)))
    if grid.uplift_cap is not None:
        yield _("Le maggiorazioni valgono al massimo %(points)s punti.") % {
            "points": points_short(grid.uplift_cap)
        }
    if grid.second_phase_first is not None:
        later = ", ".join(criterion.key for criterion in grid.criteria if criterion.second_phase)
        yield (
            _("Due fasi: passano alla seconda le prime %(n)s domande per i punti degli altri criteri.")
            % {"n": grid.second_phase_first}
            + f" {_('Criteri della seconda fase:')} {later}. "
            + (
                _("Chi è pari all’ultima passa.")
                if grid.second_phase_ties_in
                else _("Se le pari all’ultima non ci stanno tutte, non passa nessuna di loro.")
            )
        )
    for one in grid.precedence:
        name = italian(one.title or titles.get(one.flag, one.flag))
        text = (
            _("va dopo le altre domande, qualunque sia il punteggio, se ha i punti minimi.")
            if one.last
            else _("va prima delle altre domande, qualunque sia il punteggio, se ha i punti minimi.")
        )
        yield format_html("<b>{}</b>: {}", name, text)
    if len({one.last for one in grid.precedence}) > 1:
        yield _("Chi deve andare sia prima sia dopo le altre va dopo.")
    if grid.rounding == "down":
        yield _("I punti si troncano a %(n)s decimali, senza arrotondare.") % {"n": grid.decimals}
    elif grid.decimals != 2:
        yield _("I punti si arrotondano a %(n)s decimali.") % {"n": grid.decimals}


def more_money_rules(edition: Edition) -> Iterator[str | SafeString]:
    """After the usual ones: who may have money."""
    grid = edition.grid
    titles = {flag.key: flag.title for flag in edition.flags}
    if grid.threshold_times is not None:
        yield _(
            "È in graduatoria chi ha almeno il punteggio al quale le richieste, sommate dalla prima, arrivano a "
            "%(times)s volte le risorse. A pari punti entrano tutti."
        ) % {"times": points_short(grid.threshold_times)}
    if grid.most_funded is not None:
        yield _("Si finanziano al massimo %(n)s domande.") % {"n": grid.most_funded}
    if grid.one_per_link:
        yield _("Si finanzia una sola domanda per impresa o gruppo di imprese collegate.")
        yield from _groups(edition)
    for area in grid.areas:
        parts = [
            _("al massimo %(n)s domande") % {"n": area.most} if area.most is not None else "",
            _("al massimo %(amount)s") % {"amount": money_text(area.most_amount, "round")}
            if area.most_amount is not None
            else "",
            _("le prime %(n)s si finanziano prima delle altre") % {"n": area.least} if area.least else "",
        ]
        name = area.title or titles.get(area.flag, area.flag)
        yield format_html("<b>{}</b>: {}.", italian(name), "; ".join(part for part in parts if part))
    for one in grid.rankings:
        parts = [
            _("ha una graduatoria propria, «%(title)s», con %(amount)s")
            % {"title": one.title, "amount": money_text(one.amount, "round")},
            _("chi non è finanziato lì concorre nella principale")
            if one.returns
            else _("chi non è finanziato lì non concorre nella principale"),
            _("ciò che avanza va alla principale, se lì qualcuno non ha avuto tutto") if one.spills else "",
            _("riceve ciò che avanza dalla principale, se qui qualcuno non ha avuto tutto")
            if one.receives
            else "",
            _("soglia a %(times)s volte le sue risorse") % {"times": points_short(one.threshold_times)}
            if one.threshold_times is not None
            else "",
        ]
        name = italian(titles.get(one.flag, one.title))
        yield format_html("<b>{}</b> {}.", name, "; ".join(part for part in parts if part))
    if len(grid.rankings) > 1:
        yield _("Chi può stare in più di queste graduatorie concorre nella prima.")


def _groups(edition: Edition) -> Iterator[str | SafeString]:
    """Who counts as one group."""
    labels = {field.key: field.label for section in edition.form for field in section.fields}
    label = labels.get(edition.grid.link_field)
    if label is None:
        yield _("I gruppi sono quelli del registro delle imprese collegate, che tiene l’ufficio.")
        return
    yield format_html(
        "{} «{}».",
        _(
            "I gruppi sono quelli del registro delle imprese collegate, che tiene l’ufficio, e quelli della risposta"
        ),
        italian(label),
    )


def tie_words(higher: bool) -> dict[str, str]:
    """Ties that only a richer grid has."""
    return {
        "criteria": _("i punti dei criteri, uno dopo l’altro"),
        "requested": _("chi chiede meno"),
        "number": _("il valore più alto") if higher else _("il valore più basso"),
    }
