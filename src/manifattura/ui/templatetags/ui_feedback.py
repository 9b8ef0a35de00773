"""Tags of public forms: the question at the foot of a page or at the end of a service, and the trap for programmes."""

from typing import Any

from django import template
from django.http import HttpRequest

from manifattura.kernel.public_forms import TRAP
from manifattura.ui import feedback

register = template.Library()

STARS = (1, 2, 3, 4, 5)


@register.inclusion_tag("ui/components/trap.html")
def trap() -> dict[str, Any]:
    """A field that nobody sees; whoever fills it in is no person."""
    return {"name": TRAP}


@register.inclusion_tag("ui/components/feedback.html", takes_context=True)
def page_feedback(context: Any, given: Any = None) -> dict[str, Any]:
    """The question of every public page; nothing on answers to a form, which nobody's cache keeps either."""
    request: HttpRequest | None = context.get("request")
    if given is None and (request is None or request.method != "GET"):
        return {}
    return _question("page", given.subject if given else request.path if request else "", given)


@register.inclusion_tag("ui/components/feedback.html")
def service_feedback(key: str, given: Any = None) -> dict[str, Any]:
    """The question at the end of a service that was registered with this key."""
    return _question("service", key, given) if key in feedback.services() else {}


def _question(kind: str, subject: str, given: Any) -> dict[str, Any]:
    keeper = feedback.keeper()
    if keeper is None:
        return {}
    return {
        "action": feedback.address(),
        "kind": kind,
        "subject": subject,
        "stars": STARS,
        "difficult": keeper.difficult,
        "liked": keeper.liked,
        "trap": TRAP,
        "given": given,
    }
