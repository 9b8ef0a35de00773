"""Make a call's sealing key while it is published: split, closed to the holders, forgotten (ADR 0021)."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from django.db.models import F

from manifattura.kernel import audit, sealing
from manifattura.kernel.errors import Refused

from ..domain.edition import Edition
from ..models import KeyHolder
from ..queries.key_holders import holders_of, missing_holders, share_context
from ..queries.texts import translated

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

FAR = 1_000


def make_sealing_key(call: Call, edition: Edition, *, by: Person) -> Edition:
    """The edition with its public key (the call is not saved); the edition itself where nothing is sealed.

    The private key lives in this function only. `Refused` while a holder is missing or has not confirmed their code.
    """
    rule = edition.sealing
    if rule is None:
        return edition
    holders = holders_of(call.pk)
    missing = missing_holders(edition, holders)
    if missing:
        raise Refused(" ".join(translated(found.message) for found in missing), code="holders")
    pair = sealing.make_key_pair()
    shares = sealing.split(pair.private, threshold=rule.threshold, shares=rule.shares)
    for holder, share in zip(holders, shares, strict=True):
        holder.number = share.number
        closed = sealing.seal(holder.public_key, share.value, share_context(call.slug, share.number))
        holder.share = asdict(closed)
    # numbers may have holes after a change of holders: first out of the way, then as the shares go
    KeyHolder.objects.filter(call=call).update(number=F("number") + FAR)
    KeyHolder.objects.bulk_update(holders, ["number", "share"])
    call.sealing_key = pair.public
    audit.record(
        "sealing_key_made",
        by=by,
        subject=call,
        scope=call.audit_scope,
        after={
            "key": sealing.fingerprint(pair.public),
            "shares": rule.shares,
            "threshold": rule.threshold,
            "holders": [holder.person.audit_id for holder in holders],
        },
    )
    return replace(edition, sealing_key=pair.public)
