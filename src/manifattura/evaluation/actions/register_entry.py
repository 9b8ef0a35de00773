"""Enter an applicant in the register: every requirement is met, the visit passed, and an act says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.domain.edition import Edition, FieldType, RegisterRule
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.register import EventKind, expires_on, next_confirmation
from ..domain.states import CheckOutcome, ReviewState
from ..domain.visits import VisitState
from ..models import RegisterEntry, Review
from ..permissions import may_direct
from ..queries.act_steps import before_entry
from ..queries.corrections import content_in_force
from ..queries.message_words import TEMPLATES
from ..queries.registers import held_entries
from .decide_review import lock_to_decide, write_decision
from .note_event import note_event, refuse_bad_act, rule_of
from .procedure_term import end_procedure
from .renew_entry import renew_entries

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def register_entry(
    *, review: Review, act_number: str, act_on: date, base_version: int, by: Person
) -> RegisterEntry:
    """Only the head of procedure. `Refused` with field `act_number`, `act_on`, or when something is missing."""
    with transaction.atomic():
        call = review.application.call
        # numbers of one register have no gaps: one entry at a time
        type(call).objects.select_for_update(of=("self",)).get(pk=call.pk)
        locked, checks = lock_to_decide(review, base_version, by)
        application = locked.application
        if call.kind != CallKind.REGISTER:
            raise Refused(_("Questo bando non è un elenco."), code="kind")
        if not may_direct(by, call):
            raise PermissionRefused(_("Iscrive il responsabile del procedimento."))
        refuse_bad_act(call, act_number, act_on, before_entry(locked))
        if any(check.outcome == CheckOutcome.NOT_MET for check in checks):
            raise Refused(_("Un requisito manca: l’impresa non si può iscrivere."), code="not_met")
        rule = rule_of(call)
        if rule.visit_required and not locked.visits.filter(state=VisitState.SIGNED, passed=True).exists():
            raise Refused(_("Serve la visita in sede, con esito positivo e due firme."), code="visit")
        entry = _create(application, call, rule)
        note_event(entry, EventKind.ENTERED, act_number=act_number.strip(), act_on=act_on, by=by)
        write_decision(locked, ReviewState.ADMITTED, "", by)
        locked.communicated_at = now()
        locked.save(update_fields=["communicated_at"])
        move_application(application=application, target=ApplicationState.REGISTERED, by=by)
        renew_entries(fresh=entry, by=by)
        end_procedure(locked, "registered", by)
        send_message(
            application=application,
            template=TEMPLATES.ENTERED,
            context={
                "entry": entry.full_number,
                "entered": entry.entered_on,
                "expires": entry.expires_on,
                "act": act_number.strip(),
                "confirm": entry.confirm_by or entry.expires_on,
            },
            once_key=f"register_entered:{entry.pk}",
            by=by,
        )
        audit.record(
            "register_entered",
            by=by,
            subject=entry,
            on_behalf=application.lead,
            scope=entry.audit_scope,
            after={
                "number": entry.full_number,
                "expires_on": entry.expires_on.isoformat(),
                "act": act_number.strip(),
                "act_on": act_on.isoformat(),
            },
        )
    return entry


def _create(application: Any, call: Call, rule: RegisterRule) -> RegisterEntry:
    entered, content = today(), content_in_force(application)
    held = held_entries(application).first()
    expires = expires_on(entered, rule, held.expires_on if held else None)
    first = next_confirmation(entered, expires, rule)
    last = (
        RegisterEntry.objects.filter(call=call).order_by("-number").values_list("number", flat=True).first()
    )
    return RegisterEntry.objects.create(
        call=call,
        application=application,
        number=(last or 0) + 1,
        entered_on=entered,
        expires_on=expires,
        confirm_by=first.due_on if first else None,
        name=lab_name(content["answers"]) or application.lead.name,
        address=address_in(edition(application.edition_id), content["answers"]),
        nil_id=application.nil_id,
    )


def lab_name(answers: dict[str, Any]) -> str:
    """What enters has a name of its own, the title of the application; who runs it is beside it."""
    return str(answers.get("project_title") or "").strip()[:200]


def address_in(answered: Edition, answers: dict[str, Any]) -> str:
    """Where the workshop is, as declared: the first seat of the form."""
    for section in answered.form:
        for item in section.fields:
            if item.type is FieldType.SEAT and answers.get(item.key):
                return str(answers[item.key].get("address") or "")[:240]
    return ""
