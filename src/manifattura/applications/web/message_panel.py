"""The panel on the application's page: how many messages, how many to open, and the way to the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.messages import thread_of, unread_by_application
from ..queries.panels import Panel

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def messages_panel(application: Application, person: Person) -> Panel | None:
    """Nothing for a draft: its thread begins with the sending."""
    if getattr(application, "submission", None) is None:
        return None
    unread = unread_by_application(person, [application.pk]).get(application.pk, 0)
    return Panel(
        "applications/_messages_panel.html", {"unread": unread, "total": thread_of(application).count()}
    )
