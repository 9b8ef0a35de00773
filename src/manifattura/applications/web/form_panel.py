"""On the application's page: forms that wait for an answer, and those that were sent or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.kernel.clock import today

from ..actions.writable import is_late
from ..domain.form_states import FormState
from ..queries.filled_forms import forms_of, with_last_days
from ..queries.panels import Panel, register_panel
from .filled_forms import is_open

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def forms_panel(application: Application, person: Person) -> Panel | None:
    """Nothing when the office never asked for a form."""
    forms = list(forms_of(application))
    if not forms:
        return None
    # after its last day a form is read, not sent, even before the job that closes it
    waiting = [
        form
        for form, due_on in with_last_days([form for form in forms if is_open(form)])
        if due_on is None or due_on >= today()
    ]
    return Panel(
        "applications/_forms_panel.html",
        {
            "waiting": waiting,
            "past": [
                (form, FormState.CLOSED if is_late(form) else form.state)
                for form in forms
                if form not in waiting
            ],
        },
    )


def register_forms_panel() -> None:
    register_panel("applications.forms", forms_panel, order=15)
