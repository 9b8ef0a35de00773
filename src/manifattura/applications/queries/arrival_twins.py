"""Whether the proof of an arrival, or its protocol number, is already that of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..domain.states import ApplicationState
from ..models import ArrivalProof, EnteredArrival, LaterArrival

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def same_file(sha256: str, *, later: LaterArrival | None = None) -> str:
    """What the file is the proof of already, in words; empty when nothing.

    `later`: what it shall prove now. The same subject may have it again; and one mail may carry things of more kinds for
    one application (an acceptance and an observation).
    """
    for proof in (one for rows in _all() for one in rows.filter(sha256=sha256)):
        if not (later and isinstance(proof, LaterArrival) and _may_share(proof, later)):
            return _words(proof)
    return ""


def _may_share(one: LaterArrival, other: LaterArrival) -> bool:
    if one.about == other.about:
        return one.about_id == other.about_id
    return one.application_id == other.application_id


def same_protocol(proof: ArrivalProof) -> str:
    """Of what else the same number of the same year is, in words; empty when of nothing. Zeros in front do not count."""
    number = re.escape(proof.protocol_number.strip().lstrip("0"))
    given = {"protocol_number__iregex": rf"^\s*0*{number}\s*$", "protocol_on__year": proof.protocol_on.year}
    others = [one for rows in _all() for one in rows.filter(**given) if not _same(one, proof)]
    if not others:
        return ""
    return _("Il protocollo %(number)s del %(year)s è anche di %(others)s. Controlla il numero.") % {
        "number": proof.protocol_number,
        "year": proof.protocol_on.year,
        "others": "; ".join(_words(one) for one in others),
    }


def _all() -> Iterator[QuerySet[EnteredArrival] | QuerySet[LaterArrival]]:
    """Of what was withdrawn the proof is free: it may have been entered in the wrong call."""
    for table in (EnteredArrival, LaterArrival):
        yield table.objects.exclude(application__state=ApplicationState.WITHDRAWN).select_related(
            "application__lead", "application__call"
        )


def _same(one: ArrivalProof, other: ArrivalProof) -> bool:
    return type(one) is type(other) and one.pk == other.pk


def _words(proof: EnteredArrival | LaterArrival) -> str:
    application = proof.application
    names = {"firm": application.lead.name, "call": application.call.title}
    if isinstance(proof, LaterArrival):
        return _("«%(title)s» di %(firm)s, bando «%(call)s»") % {"title": proof.title, **names}
    return _("domanda di %(firm)s, bando «%(call)s»") % names
