"""The notice of intended rejection (L. 241/1990 art. 10-bis): reasons, observations, an answer to each, no new reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.messages import gettext_noop

LONGEST = 4000
OBSERVES = gettext_noop("Che cosa osservi")
FILES_TO_ADD = gettext_noop("File da allegare")
OUR_TEXTS = frozenset({OBSERVES, FILES_TO_ADD})


class NoticeState(StrEnum):
    """`observed` and `expired`: the office must decide."""

    SENT = "sent"
    OBSERVED = "observed"
    EXPIRED = "expired"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[NoticeState, frozenset[NoticeState]] = {
    NoticeState.SENT: frozenset({NoticeState.OBSERVED, NoticeState.EXPIRED, NoticeState.WITHDRAWN}),
    NoticeState.OBSERVED: frozenset({NoticeState.DECIDED}),
    # observed: they had arrived in time on paper or by certified mail, and were typed later
    NoticeState.EXPIRED: frozenset({NoticeState.DECIDED, NoticeState.OBSERVED}),
    NoticeState.DECIDED: frozenset(),
    NoticeState.WITHDRAWN: frozenset(),
}
OPEN_STATES = frozenset({NoticeState.SENT, NoticeState.OBSERVED, NoticeState.EXPIRED})
TO_DECIDE = frozenset({NoticeState.OBSERVED, NoticeState.EXPIRED})


def may_move(source: NoticeState, target: NoticeState) -> bool:
    return target in MOVES[source]


@dataclass(frozen=True)
class Reason:
    """A reason of the notice: the requirement that is missing, and why."""

    requirement: str
    title: str
    text: str


MORE = "altro"


def reason_field(number: int) -> str:
    """The key of the observation on reason `number`."""
    return f"reason-{number}"


def files_field(key: str) -> str:
    """The key of the files given with an observation."""
    return f"{key}-files"


def observation_form(reasons: Sequence[Reason]) -> tuple[FormSection, ...]:
    """One section per reason, and one for anything else; no answer is compulsory."""
    asked = [
        (f"motivo-{number}", reason_field(number), reason.title, reason.text)
        for number, reason in enumerate(reasons, start=1)
    ]
    asked.append(("altre-osservazioni", MORE, "Altre osservazioni", ""))
    return tuple(
        FormSection(
            key=section,
            title=title,
            help=text,
            fields=(
                FormField(key, FieldType.LONG_TEXT, OBSERVES, required=False, max_length=LONGEST),
                FormField(
                    files_field(key),
                    FieldType.FILE,
                    FILES_TO_ADD,
                    required=False,
                    accept=("pdf", "jpg", "png"),
                    max_files=5,
                ),
            ),
        )
        for section, key, title, text in asked
    )


@dataclass(frozen=True)
class Observed:
    """An observation as received: on reason `number`, or on none (0)."""

    number: int
    text: str
    files: Sequence[Mapping[str, object]] = ()


def observations_in(
    answers: Mapping[str, str], files: Sequence[Mapping[str, object]], reasons: int
) -> tuple[Observed, ...]:
    """What the applicant wrote or attached, by reason; sections left empty are no observation."""
    found = []
    for number in [*range(1, reasons + 1), 0]:
        key = reason_field(number) if number else MORE
        given = [row for row in files if row["field"] == files_field(key)]
        text = str(answers.get(key) or "").strip()
        if text or given:
            found.append(Observed(number, text, given))
    return tuple(found)


@dataclass(frozen=True)
class NewReason:
    """A reason that comes from an observation: `observation` is its place in the list, from 1."""

    observation: int
    text: str


@dataclass(frozen=True)
class Decision:
    """What the office decides: which reasons stay (by number), the answer to each observation, reasons born of them."""

    kept: frozenset[int]
    answers: Mapping[int, str]
    new: Sequence[NewReason] = ()

    @property
    def rejects(self) -> bool:
        return bool(self.kept or self.new)


NO_ANSWER = "no_answer"
UNKNOWN_REASON = "unknown_reason"
UNTIED = "untied"
NO_WORDS = "no_words"


def decision_problems(decision: Decision, *, reasons: int, observations: int) -> Iterator[tuple[str, int]]:
    """(what is wrong, number of the reason or observation). Art. 10-bis: each observation has its answer, and the
    refusal rests on reasons of the notice or on what the observations brought.
    """
    yield from ((UNKNOWN_REASON, number) for number in sorted(decision.kept) if not 1 <= number <= reasons)
    for number in range(1, observations + 1):
        if not decision.answers.get(number, "").strip():
            yield NO_ANSWER, number
    for place, reason in enumerate(decision.new, start=1):
        if not 1 <= reason.observation <= observations:
            yield UNTIED, place
        elif not reason.text.strip():
            yield NO_WORDS, place
