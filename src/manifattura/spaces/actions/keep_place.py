"""Write where a space is: in the open, or apart from everything that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.kernel.tables.cells import plain

from ..domain import blur
from ..domain.import_rules import street
from ..models import ExactPlace, Space, SpaceFile
from ..queries.exact_places import PLACE

TOLD = ("name", "limits", "constraints", "works_needed")


def keep_place(space: Space, place: Mapping[str, Any], *, blurred: bool) -> None:
    """Set the fields of a stored space; the caller saves it. Raises `Refused` where a public text says the street."""
    if not blurred:
        ExactPlace.objects.filter(space=space).delete()
        for key in PLACE:
            setattr(space, key, place[key])
        space.blurred = False
        return
    ExactPlace.objects.update_or_create(space=space, defaults={key: place[key] for key in PLACE})
    latitude, longitude = place["latitude"], place["longitude"]
    if latitude is not None:
        latitude, longitude = blur.blurred(latitude, longitude)
    space.address = space.postal_code = ""
    space.latitude, space.longitude, space.blurred = latitude, longitude, True
    space.name = space.name or f"Spazio {space.code}"
    refuse_telling(space, str(place["address"]))


def refuse_telling(space: Space, address: str, *, caption: str = "") -> None:
    """No public text of a space whose place is kept back names its street; `caption`: of a file on its way in."""
    wanted = street(address)
    texts = [(key, str(getattr(space, key))) for key in TOLD]
    captions = SpaceFile.objects.filter(space=space, removed_at=None).values_list("caption", flat=True)
    texts += [("caption", one) for one in (*captions, caption)]
    for key, text in texts:
        if blur.gives_away(plain(text), wanted):
            raise Refused(
                _("Il proprietario ha chiesto di non dire l’indirizzo: qui c’è il nome della via. Toglilo.")
                if key != "caption"
                else _(
                    "Nelle parole di una foto c’è il nome della via, e il proprietario ha chiesto di non dirlo."
                ),
                field=key,
            )
