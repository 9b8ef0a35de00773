"""Give an officer, once, the code that opens their share; nothing that opens it stays here (ADR 0021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit, sealing
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import UNPUBLISHED_STATES
from ..models import Call, KeyHolder
from ..queries.key_holders import Code, holder_context, judge_code

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def give_holder_code(*, call: Call, by: Person) -> str:
    """A new code for the officer's own share; the caller shows it in this answer and forgets it.

    Until the officer has confirmed that they keep it they may take another, which makes the first one worthless.
    """
    with transaction.atomic():
        holder = locked_holder(call, by)
        if holder.kept_at is not None:
            raise Refused(
                _("Hai già preso e confermato il tuo codice: si mostra una volta sola."), code="given"
            )
        code = sealing.new_code()
        holder.public_key = sealing.key_pair_of_code(code, holder_context(holder.call.slug)).public
        holder.given_at = now()
        holder.save(update_fields=["public_key", "given_at"])
        _note("holder_code_given", holder, by)
    return code


def confirm_holder_code(*, call: Call, code: str, by: Person) -> KeyHolder:
    """The officer writes the code again: it is theirs, and copied well."""
    with transaction.atomic():
        holder = locked_holder(call, by)
        if holder.kept_at is not None:
            return holder
        if not holder.public_key:
            raise Refused(_("Prima prendi il codice."), field="code")
        found, _pair = judge_code(code, holder)
        if found is Code.MISCOPIED:
            raise Refused(
                _("Il codice è copiato male: l’ultimo gruppo non corrisponde agli altri."), field="code"
            )
        if found is not Code.OWN:
            raise Refused(
                _("Non è il codice che ti abbiamo dato: controlla e scrivilo di nuovo."), field="code"
            )
        holder.kept_at = now()
        holder.save(update_fields=["kept_at"])
        _note("holder_code_kept", holder, by)
    return holder


def locked_holder(call: Call, by: Person) -> KeyHolder:
    """The person's own place among the holders of an unpublished call."""
    locked = Call.objects.select_for_update().get(pk=call.pk)
    holder = KeyHolder.objects.filter(call=locked, person=by).select_related("call").first()
    if holder is None:
        raise PermissionRefused
    if locked.state not in UNPUBLISHED_STATES:
        raise Refused(_("Il bando è pubblicato: i codici non si danno più."), code="published")
    return holder


def _note(verb: str, holder: KeyHolder, by: Person) -> None:
    audit.record(
        verb,
        by=by,
        subject=holder.call,
        scope=holder.call.audit_scope,
        after={"share": holder.number, "key": sealing.fingerprint(holder.public_key)},
    )
