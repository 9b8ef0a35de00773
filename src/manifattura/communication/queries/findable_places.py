"""What the census of spaces and the register of labs give to the public search, and what of it may still be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.calls import public_calls
from manifattura.evaluation.queries.registers import public_entries
from manifattura.spaces.queries.spaces import public_spaces
from manifattura.spaces.queries.words import CONDITIONS, PERMITTED_USES
from manifattura.territory.queries.areas import nil_names
from manifattura.ui.finding import Findable

USED_MOST = 1.2
USES = {str(code): word for code, word in PERMITTED_USES.items()}
STATES_OF_REPAIR = {str(code): word for code, word in CONDITIONS.items()}


def findable_spaces() -> Iterator[Findable]:
    """Every space on offer, in both languages: where it is, what may be done there, how large it is."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            for space in public_spaces():
                facts = [
                    space.address,
                    space.nil.name if space.nil else "",
                    _("Municipio %(number)s") % {"number": space.municipio_id} if space.municipio_id else "",
                    USES.get(space.permitted_use, ""),
                    STATES_OF_REPAIR.get(space.condition, ""),
                    f"{space.net_m2:.0f} m²" if space.net_m2 else "",
                    space.code,
                ]
                yield Findable(
                    key=space.code_key,
                    language=code,
                    title=space.name or space.address or space.code,
                    text=". ".join(str(fact) for fact in facts if fact),
                    address=reverse("spaces:card", args=[space.code_key]),
                    topics=("urbanizzazione", *([f"nil:{space.nil_id}"] if space.nil_id else [])),
                    weight=USED_MOST,
                    at=space.changed_at,
                )


def spaces_still_public(keys: Collection[str]) -> set[str]:
    return set(public_spaces().filter(code_key__in=keys).values_list("code_key", flat=True))


def findable_labs() -> Iterator[Findable]:
    """Every lab of the public registers, in both languages: it leads to its line of the register."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            for call in public_calls().filter(kind=CallKind.REGISTER):
                entries = list(public_entries(call.pk))
                names = nil_names({entry.nil_id for entry in entries if entry.nil_id})
                for entry in entries:
                    quarter = names.get(entry.nil_id, "") if entry.nil_id else ""
                    facts = [_("Laboratorio iscritto all’elenco"), entry.address, quarter]
                    yield Findable(
                        key=str(entry.pk),
                        language=code,
                        title=entry.name,
                        text=". ".join(fact for fact in facts if fact),
                        address=f"{reverse('evaluation:register', args=[call.slug])}?q={entry.number}",
                        topics=("imprese", *([f"nil:{entry.nil_id}"] if entry.nil_id else [])),
                        weight=USED_MOST,
                        at=entry.changed_at,
                    )


def labs_still_public(keys: Collection[str]) -> set[str]:
    known = [int(key) for key in keys if key.isdigit()]
    return {
        str(pk)
        for call in public_calls().filter(kind=CallKind.REGISTER)
        for pk in public_entries(call.pk).filter(pk__in=known).values_list("pk", flat=True)
    }
