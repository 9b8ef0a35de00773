"""Take away the second factor of somebody who lost the phone and the recovery codes; the next sign-in sets up another."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Person
from ..permissions import is_administrator
from .notify_person import in_language_of, notify_person
from .revoke_role import end_sessions


def reset_second_factor(*, person: Person, reason: str, by: Person) -> None:
    """App and recovery codes count no more, sessions end, the person is told; refuses without a reason and for oneself."""
    if not is_administrator(by):
        raise PermissionRefused(_("Solo un amministratore azzera il secondo fattore."))
    if person.pk == by.pk:
        raise Refused(_("Il tuo secondo fattore lo azzera un altro amministratore."))
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: resta nel registro."), field="reason")
    with transaction.atomic():
        # rows locked: of two administrators at once, one finds it done
        factors = list(Authenticator.objects.select_for_update().filter(user_id=person.account_id or 0))
        if not factors:
            raise Refused(_("Non ha un secondo fattore: al prossimo accesso gli sarà chiesto di attivarlo."))
        Authenticator.objects.filter(pk__in=[one.pk for one in factors]).delete()
        assert person.account_id is not None
        end_sessions(person.account_id)
        audit.record("second_factor_reset", by=by, subject=person, after={"reason": reason.strip()[:300]})
        with in_language_of(person):
            notify_person(
                person=person,
                kind="second_factor_reset",
                subject=_("Il tuo secondo fattore è stato azzerato"),
                body=_(
                    "Un amministratore ha azzerato il tuo secondo fattore. Al prossimo accesso ne attivi uno nuovo. "
                    "Se non l’hai chiesto tu, cambia la password e scrivi all’ufficio."
                ),
                url="/profilo/",
            )
