"""On the application's page: forms that wait for an answer, and those that were sent or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.form_states import FormState
from ..queries.filled_forms import forms_of
from ..queries.panels import Panel, register_panel

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def forms_panel(application: Application, person: Person) -> Panel | None:
    """Nothing when the office never asked for a form."""
    forms = list(forms_of(application))
    if not forms:
        return None
    return Panel(
        "applications/_forms_panel.html",
        {
            "waiting": [form for form in forms if form.state == FormState.DRAFT],
            "past": [form for form in forms if form.state != FormState.DRAFT],
        },
    )


def register_forms_panel() -> None:
    register_panel("applications.forms", forms_panel, order=15)
