"""Where upper apps say whether a reply that arrived on paper or by certified mail may still be registered.

In the upper app's `ready()`:

    register_reply_gate("remedy_request", refuse_unless_awaited)

`gate(form)` raises `Refused`, with the reason, when nothing waits for the form any more. It is asked before the typing and again,
in the same transaction, before the reply is frozen. A kind of form without a gate takes replies while it is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.form_states import FormState

if TYPE_CHECKING:
    from ..models import FilledForm

Gate = Callable[["FilledForm"], None]

_gates: dict[str, Gate] = {}


def register_reply_gate(subject_type: str, gate: Gate) -> None:
    """Add or replace the gate of forms on this kind of subject."""
    _gates[subject_type] = gate


def refuse_unless_awaited(form: FilledForm) -> None:
    """Sent forms never change; of the others each app says whether it still takes a reply."""
    if form.state == FormState.SENT:
        raise Refused(_("L’impresa ha già risposto dal sito: leggi quella risposta."), code="sent")
    gate = _gates.get(form.subject_type)
    if gate is not None:
        gate(form)
    elif form.state == FormState.CLOSED:
        raise Refused(_("L’ufficio non aspetta più questo modulo."), code="closed")
