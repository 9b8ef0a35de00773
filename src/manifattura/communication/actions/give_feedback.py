"""A visitor says how clear a page is, or how easy a service was."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused

from ..domain.feedback import FEWEST, LONGEST_TEXT, MOST, FeedbackKind, aspect_of
from ..models import Feedback


def give_feedback(
    *, kind: FeedbackKind, subject: str, stars: int, difficult: str = "", liked: str = "", text: str = ""
) -> Feedback:
    """Stored as it is, without anything about who said it, and so without an entry in the trail: it decides nothing.

    `subject`: a public path without its language, or the key of a service; the caller has looked it up.
    """
    if not FEWEST <= stars <= MOST:
        raise Refused(_("Scegli da 1 a 5 stelle."), field="stars")
    if len(text.strip()) > LONGEST_TEXT:
        raise Refused(_("I dettagli sono troppo lunghi: al massimo 200 caratteri."), field="text")
    return Feedback.objects.create(
        kind=kind,
        subject=subject,
        language=get_language() or "it",
        stars=stars,
        aspect=aspect_of(stars, difficult=difficult, liked=liked),
        text=text.strip(),
        given_at=database_now(),
    )
