"""Give a share of the sealing key, in one's own session; the last one needed opens every envelope, for good (ADR 0021)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.open_envelopes import open_envelopes
from manifattura.calls.queries.key_holders import Code, holder_for, judge_code, share_context
from manifattura.kernel import audit, sealing
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.kernel.sealing import CannotOpen, Envelope, KeyPair, Share

from ..models import EnvelopeOpening, GivenShare
from ..queries.openings import OpeningNow, opening_now

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, KeyHolder

ANNOUNCE_TASK = "evaluation.announce_opening"


def give_share(*, call: Call, code: str, by: Person) -> EnvelopeOpening | None:
    """The opening when this share was the last one needed, None while others are awaited.

    A share that waits is closed to each holder who has not given theirs: it is never in clear in the database.
    `Refused` for a code that is not the holder's own: nothing opens, and the trail says that it was tried.
    """
    try:
        return _give(call, code, by)
    except Refused as refusal:
        if refusal.field == "code":
            audit.record(
                "share_refused", by=by, subject=call, scope=call.audit_scope, after={"why": refusal.code}
            )
        raise


def _give(call: Call, code: str, by: Person) -> EnvelopeOpening | None:
    with transaction.atomic():
        locked: Call = (
            type(call).objects.select_for_update(of=("self",)).select_related("office").get(pk=call.pk)
        )
        holder = holder_for(locked.pk, by)
        if holder is None:
            raise PermissionRefused(_("Le parti della chiave le danno solo i custodi."))
        now = opening_now(locked)
        _refuse_unless_due(now, holder)
        assert now is not None
        pair, share = _own_share(holder, code)
        if len(now.given) + 1 < now.needed:
            _wait(locked, holder, share, now)
            _note(locked, holder, by)
            return None
        shares = [share, *_waiting(holder, pair, now)]
        key = _joined(shares, locked)
        GivenShare.objects.create(call=locked, holder=holder, closed={})
        _note(locked, holder, by)
        return _open(locked, key, now, by)


def _refuse_unless_due(now: OpeningNow | None, holder: KeyHolder) -> None:
    if now is None:
        raise Refused(_("Questo bando non ha buste chiuse."), code="nothing")
    if now.opening is not None:
        raise Refused(
            _("Le buste sono già aperte: altri custodi hanno dato le loro parti, e la tua non serviva più."),
            code="opened",
        )
    if now.obstacle:
        raise Refused(now.obstacle, code="early")
    if holder.pk in now.given:
        raise Refused(_("Hai già dato la tua parte: ora tocca a un altro custode."), code="given")


def _own_share(holder: KeyHolder, code: str) -> tuple[KeyPair, Share]:
    found, pair = judge_code(code, holder)
    if pair is None:
        raise Refused(_wrong_words(found) % {"number": holder.number}, field="code", code=found.value)
    try:
        opened = sealing.unseal(
            pair, Envelope(**(holder.share or {})), share_context(holder.call.slug, holder.number)
        )
    except (CannotOpen, TypeError):
        raise _damaged(holder.number) from None
    return pair, Share(holder.number, opened.content)


def _wrong_words(found: Code) -> str:
    return {
        Code.MISCOPIED: _(
            "Il codice è copiato male: l’ultimo gruppo non corrisponde agli altri. Rileggilo e scrivilo di nuovo. Nessuna "
            "busta è stata aperta."
        ),
        Code.OTHER_HOLDER: _(
            "Questo è il codice di un altro custode: il tuo è quello della parte %(number)s. Ognuno scrive il suo, dalla "
            "propria postazione. Nessuna busta è stata aperta."
        ),
        Code.OTHER_CALL: _(
            "Questo è il tuo codice per un altro bando: cerca quello di questo. Nessuna busta è stata aperta."
        ),
        Code.UNKNOWN: _(
            "Il codice è scritto bene, ma non è quello della parte %(number)s di questo bando: forse è uno che non vale "
            "più. Nessuna busta è stata aperta."
        ),
    }[found]


def _damaged(number: int) -> Refused:
    return Refused(
        _("La parte %(number)s della chiave è danneggiata: nessuna busta è stata aperta.")
        % {"number": number},
        code="damaged",
    )


def _given_context(slug: str, number: int, to: int) -> bytes:
    return f"share {number} of {slug} given to {to}".encode()


def _wait(call: Call, holder: KeyHolder, share: Share, now: OpeningNow) -> None:
    others = [one for one in now.holders if one.pk != holder.pk and one.pk not in now.given]
    closed = {
        str(one.pk): asdict(
            sealing.seal(one.public_key, share.value, _given_context(call.slug, share.number, one.number))
        )
        for one in others
    }
    GivenShare.objects.create(call=call, holder=holder, closed=closed)


def _waiting(holder: KeyHolder, pair: KeyPair, now: OpeningNow) -> list[Share]:
    """The shares given before, each opened with the key of the holder who is giving theirs."""
    numbers = {one.pk: one.number for one in now.holders}
    shares = []
    for row in now.given.values():
        number = numbers[row.holder_id]
        try:
            envelope = Envelope(**row.closed[str(holder.pk)])
            opened = sealing.unseal(pair, envelope, _given_context(holder.call.slug, number, holder.number))
        except (CannotOpen, KeyError, TypeError):
            raise _damaged(number) from None
        shares.append(Share(number, opened.content))
    return shares


def _joined(shares: list[Share], call: Call) -> KeyPair:
    try:
        pair = sealing.key_pair_of(sealing.join(shares))
    except CannotOpen:
        pair = None
    if pair is None or pair.public != call.sealing_key:
        raise Refused(
            _("Le parti date non fanno la chiave di questo bando: nessuna busta è stata aperta."),
            code="wrong_key",
        )
    return pair


def _open(call: Call, pair: KeyPair, now: OpeningNow, by: Person) -> EnvelopeOpening:
    result = open_envelopes(call_id=call.pk, pair=pair)
    gave = [one.person.audit_id for one in now.holders if one.pk in now.given]
    opening = EnvelopeOpening.objects.create(
        call=call,
        opened_by=by,
        given_by=[*gave, by.audit_id],
        applications=result.applications,
        envelopes=result.envelopes,
        unreadable=result.unreadable,
        result_sha256=result.sha256,
    )
    audit.record(
        "envelopes_opened",
        by=by,
        subject=call,
        scope=call.audit_scope,
        after={
            "given_by": opening.given_by,
            "applications": result.applications,
            "envelopes": result.envelopes,
            "unreadable": result.unreadable,
            "sha256": result.sha256,
        },
    )
    # what waited has served: nothing of the key stays here but the holders' own closed shares
    GivenShare.objects.filter(call=call).update(closed={})
    defer(ANNOUNCE_TASK, opening_id=opening.pk)
    return opening


def _note(call: Call, holder: KeyHolder, by: Person) -> None:
    audit.record("share_given", by=by, subject=call, scope=call.audit_scope, after={"share": holder.number})
