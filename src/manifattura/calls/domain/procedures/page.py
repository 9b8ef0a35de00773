"""The three procedures as a page of the documentation: `manifattura call procedures > docs/procedures.md`."""

from collections.abc import Iterator
from typing import Any

from .catalogue import PROCEDURES
from .model import Machine, Procedure, Who
from .names import CallKind
from .steps import Step, steps_of

INTRODUCTION = """# Procedures

The way of a call and of an application is data: one file per kind of call in `src/manifattura/calls/domain/procedures/`
(`ranking.py`, `rolling.py`, `register.py`, with what they share in `shared.py`). The moves that the code allows
(`calls/domain/states.py`, `applications/domain/states.py`) are derived from those files, the office reads them on
`/ufficio/bandi/<pk>/procedura/`, and this page is printed from them (`manifattura call procedures`); a test compares.

- **Ranking**: everybody by one deadline, one comparison. Call and round move together.
- **Rolling**: several sessions, each a round with its own dates, money, formal review, sittings and ranking. The call
  stays published until the ranking of its last session is final. A call may carry the money (or the places) that a session leaves
  over to the next one, and may take what arrives between two sessions for the next one.
- **Register**: always open; each application is reviewed alone when it arrives, with a checklist and a visit.

The notice of intended rejection (L. 241/1990 art. 10-bis) does not belong to comparative procedures: by default rolling
calls and registers send it, rankings do not, and a call may say otherwise (`Edition.rejection_notice`). The law's doubt
about sessions that are comparisons is the office's to settle, call by call.

A suspended call keeps its rounds where they were and resumes there. Nobody moves anything while it stands still; drafts can be written on, and the time that it lasts does not count against
them. No act is dated before what it follows: the adoption, the deadline, the committee, the version before, the end of a term.
"""
PEOPLE = {
    Who.APPLICANT: "applicant",
    Who.CASE_OFFICER: "case officer",
    Who.SECOND_OFFICER: "second officer",
    Who.HEAD_OF_PROCEDURE: "head of procedure",
    Who.PRESIDENT: "president of the committee",
    Who.CLOCK: "clock",
}


def procedures_page() -> str:
    """Markdown, complete."""
    return "\n".join([INTRODUCTION, *(line for one in PROCEDURES.values() for line in _procedure(one))])


def _procedure(procedure: Procedure) -> Iterator[str]:
    notice = procedure.rejection_notice
    yield f"## {procedure.kind.value.capitalize()} ({procedure.staff})\n"
    yield from _machine("The call", procedure.call, notice)
    if procedure.kind is CallKind.ROLLING:
        yield from _machine("A session", procedure.round, notice)
    word = "with" if notice else "without"
    yield from _machine(f"An application ({word} notice of rejection)", procedure.application, notice)


def _machine(title: str, machine: Machine[Any], notice: bool) -> Iterator[str]:
    yield f"### {title}\n"
    yield "| from | to | who | action |"
    yield "|---|---|---|---|"
    for step in steps_of(machine, notice=notice):
        yield _row(step)
    yield ""


def _row(step: Step[Any]) -> str:
    sources = " ".join(f"`{state.value}`" for state in step.sources)
    targets = " ".join(f"`{state.value}`" for state in step.targets)
    who = ", ".join(PEOPLE[one] for one in step.who)
    return f"| {sources} | {targets} | {who} | `{step.action}` |"
