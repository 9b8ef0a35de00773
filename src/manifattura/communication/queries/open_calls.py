"""Published calls as the public pages need them: edition, state at this moment, words in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from manifattura.calls.domain.edition import Edition, Timetable
from manifattura.calls.domain.sessions import instants_of, timetable_at
from manifattura.calls.domain.states import CallKind, PublicState
from manifattura.calls.queries.calls import call_public_state, public_calls
from manifattura.calls.queries.editions import editions
from manifattura.calls.queries.rounds import ranked_sessions

OPEN_STATES = (
    PublicState.CLOSING_SOON,
    PublicState.OPEN,
    PublicState.ALWAYS_OPEN,
    PublicState.ANNOUNCED,
)
RANKED_STATES = (PublicState.PROVISIONAL_RANKING, PublicState.FINAL_RANKING)


@dataclass(frozen=True)
class OpenCall:
    """A public call with its edition in force; open, announced, closed or ranked as `state` says.

    `timetable`: that of the session in view, for a rolling call; `ranking_state`: that of its last session with a
    ranking, which may be there while the call receives for the next.
    """

    slug: str
    edition: Edition
    state: PublicState
    timetable: Timetable
    ranking_state: PublicState | None = None
    ranking_session: int = 0
    """Its number; 0 where the call has no sessions."""
    id: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def takes_applications(self) -> bool:
        return self.state in (PublicState.OPEN, PublicState.CLOSING_SOON, PublicState.ALWAYS_OPEN)

    @property
    def is_ranked(self) -> bool:
        return self.ranking_state is not None

    @property
    def title(self) -> str:
        return (self.edition.texts.title_en if _english() else "") or self.edition.texts.title

    @property
    def summary(self) -> str:
        return (self.edition.texts.summary_en if _english() else "") or self.edition.texts.summary

    @property
    def url(self) -> str:
        return reverse("calls:detail", args=[self.slug])

    @property
    def next_instant(self) -> datetime | None:
        """The moment its row counts down to: the opening of an announced call, else the deadline, if it has one."""
        if self.state is PublicState.ALWAYS_OPEN:
            return None
        return self.timetable.opens_at if self.state is PublicState.ANNOUNCED else self.timetable.deadline_at


def published_calls(moment: datetime) -> list[OpenCall]:
    """Every public call at `moment`: open ones first, the nearest deadline first."""
    rows = [call for call in public_calls().defer("current_edition__document") if call.current_edition_id]
    in_force = editions(call.current_edition_id for call in rows if call.current_edition_id)
    rolling = [call.pk for call in rows if call.kind == CallKind.ROLLING]
    ranked = ranked_sessions(rolling) if rolling else {}
    calls = []
    for call in rows:
        if not call.current_edition_id:
            continue
        edition, state = in_force[call.current_edition_id], call_public_state(call, moment)
        session, found = ranked.get(call.pk, (0, None))
        ranking_state = PublicState(found.value) if found else state if state in RANKED_STATES else None
        times = timetable_at(edition, moment)
        calls.append(OpenCall(call.slug, edition, state, times, ranking_state, session, call.pk))
    return sorted(calls, key=lambda call: (not call.is_open, call.timetable.deadline_at, call.slug))


def open_calls(calls: Iterable[OpenCall]) -> list[OpenCall]:
    return [call for call in calls if call.is_open]


def changing_instants(calls: Iterable[OpenCall]) -> list[datetime]:
    """Instants at which a page that lists these calls changes by itself."""
    return [instant for call in calls for instant in instants_of(call.edition)]


def _english() -> bool:
    return (get_language() or "it").startswith("en")
