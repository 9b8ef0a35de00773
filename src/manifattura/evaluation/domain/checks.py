"""The automatic checks of the formal review: what the system can say of a requirement, and from which facts it says it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from manifattura.applications.domain.form import Visible, visible_of
from manifattura.applications.domain.lacking import declared_in, lacking
from manifattura.applications.domain.stamp_duty import is_stamp_number
from manifattura.calls.domain.edition import Edition, FieldType, Requirement, TargetArea
from manifattura.calls.domain.stamp_grounds import PAID
from manifattura.calls.domain.states import is_before_deadline
from manifattura.evaluation.domain.states import CheckOutcome
from manifattura.organisations.domain.ateco_codes import matches_prefix

ROME = ZoneInfo("Europe/Rome")
MET, NOT_MET, NOT_APPLICABLE = CheckOutcome.MET, CheckOutcome.NOT_MET, CheckOutcome.NOT_APPLICABLE

COMPLETE = "complete-application"
COMPLETENESS = Requirement(
    COMPLETE, "La domanda è completa", "Registrata com’è arrivata (L. 241/1990, art. 6)", COMPLETE
)
"""A line that no call writes: it is on the checklist of an application that was registered incomplete."""


@dataclass(frozen=True)
class Evidence:
    """What a check found. `outcome` None: a person must look. `facts` are plain JSON values for `check_texts`."""

    outcome: CheckOutcome | None
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """A frozen application (`manifattura-application/1`), when it arrived, and the ATECO sections ("10" → "C")."""

    edition: Edition
    payload: Mapping[str, Any]
    received_at: datetime
    sections: Mapping[str, str]

    @property
    def applicant(self) -> Mapping[str, Any]:
        snapshot: Mapping[str, Any] = self.payload["applicant"]
        return snapshot

    @property
    def firms(self) -> Sequence[Mapping[str, Any]]:
        """The applicant, or the members of the grouping."""
        return self.applicant.get("members") or [self.applicant]

    @property
    def visible(self) -> Visible:
        return visible_of(self.edition, self.payload["answers"], self.applicant)


def run_check(name: str, received: Received) -> Evidence | None:
    """The automatic check called `name` in the edition; None when there is no such check (a person decides)."""
    check = CHECKS.get(name)
    return check(received) if check else None


def check_in_time(received: Received) -> Evidence:
    """Against the instant of the edition, to the second (the receiving statement's database clock)."""
    timetable = received.edition.timetable
    in_time = is_before_deadline(
        received.received_at, timetable.deadline_at, inclusive=timetable.deadline_inclusive
    )
    facts = {"received": received.received_at.isoformat(), "deadline": timetable.deadline_at.isoformat()}
    return Evidence(MET, "IN_TIME", facts) if in_time else Evidence(NOT_MET, "LATE", facts)


def check_ateco(received: Received) -> Evidence:
    """At least one declared activity code, of the call's own ATECO edition, falls under the prefixes."""
    who = received.edition.beneficiaries
    if not who.ateco_prefixes:
        return Evidence(NOT_APPLICABLE, "ATECO_ANY")
    declared = [row for firm in received.firms for row in firm.get("ateco", [])]
    facts = {
        "codes": _listed(row["code"] for row in declared),
        "prefixes": _listed(who.ateco_prefixes),
        "edition": who.ateco_edition,
    }
    if not declared:
        return Evidence(None, "ATECO_NONE", facts)
    comparable = [row["code"] for row in declared if row["edition"] == who.ateco_edition]
    if not comparable:
        return Evidence(None, "ATECO_OTHER_EDITION", facts)
    good = [code for code in comparable if matches_prefix(code, who.ateco_prefixes, received.sections)]
    if good:
        return Evidence(MET, "ATECO_MET", {**facts, "codes": _listed(good)})
    return Evidence(NOT_MET, "ATECO_NOT_MET", facts)


def check_area(received: Received) -> Evidence:
    """The seat of the project, as declared, lies in the call's target area (NIL or municipi)."""
    area = received.edition.beneficiaries.target_area
    if area is None:
        return Evidence(NOT_APPLICABLE, "AREA_ANY")
    seat = _seat(received)
    if seat is None:
        return Evidence(None, "AREA_NO_SEAT", {"area": area.name})
    facts = {"area": area.name, "nil": str(seat["nil"]), "municipio": str(seat["municipio"])}
    inside = in_area(area, seat.get("nil"), seat.get("municipio"))
    return Evidence(MET, "AREA_MET", facts) if inside else Evidence(NOT_MET, "AREA_NOT_MET", facts)


def in_area(area: TargetArea, nil: int | None, municipio: int | None) -> bool:
    """Whether a seat belongs to the area; an area that names nothing but exclusions holds all the rest."""
    if municipio in area.excluded_municipi:
        return False
    return not (area.nils or area.municipi) or nil in area.nils or municipio in area.municipi


def check_size(received: Received) -> Evidence:
    """The declared size class (Rec. 2003/361/EC) of every firm is among those of the call."""
    wanted = received.edition.beneficiaries.size_classes
    if not wanted:
        return Evidence(NOT_APPLICABLE, "SIZE_ANY")
    sizes = [str(firm.get("size_class") or "") for firm in received.firms]
    facts = {"sizes": _listed(sizes), "wanted": _listed(wanted)}
    if not all(sizes):
        return Evidence(None, "SIZE_NONE", {"wanted": facts["wanted"]})
    inside = all(size in wanted for size in sizes)
    return Evidence(MET, "SIZE_MET", facts) if inside else Evidence(NOT_MET, "SIZE_NOT_MET", facts)


def check_cost_range(received: Received) -> Evidence:
    """The project's cost lies within the limits of the aid, both included."""
    aid = received.edition.aid
    if aid.cost_min is None and aid.cost_max is None:
        return Evidence(NOT_APPLICABLE, "COST_ANY")
    written = received.payload.get("project_cost")
    if written is None:
        return Evidence(None, "COST_NONE")
    cost = Decimal(written)
    facts = {"cost": str(written)}
    if aid.cost_min is not None and cost < aid.cost_min:
        return Evidence(NOT_MET, "COST_BELOW", {**facts, "limit": format(aid.cost_min, ".2f")})
    if aid.cost_max is not None and cost > aid.cost_max:
        return Evidence(NOT_MET, "COST_ABOVE", {**facts, "limit": format(aid.cost_max, ".2f")})
    return Evidence(MET, "COST_MET", facts)


def check_declarations(received: Received) -> Evidence:
    """Each declaration that applies was made, by the applicant or by every member of the grouping."""
    asked = received.visible.declarations
    made = declared_in(received.edition, received.payload, received.visible)
    missing = [
        declaration.title
        for declaration in received.edition.declarations
        if declaration.key in asked and declaration.key not in made
    ]
    if missing:
        return Evidence(NOT_MET, "DECLARATIONS_MISSING", {"missing": _listed(missing)})
    return Evidence(MET, "DECLARATIONS_MET", {"count": str(len(asked))})


def check_files(received: Received) -> Evidence:
    """Each file that the form requires of these answers is there."""
    given = {row["field"] for row in received.payload["files"]}
    asked = [
        item
        for section in received.edition.form
        for item in section.fields
        if item.type is FieldType.FILE and item.required and item.key in received.visible.fields
    ]
    missing = [item.label for item in asked if item.key not in given]
    if missing:
        return Evidence(NOT_MET, "FILES_MISSING", {"missing": _listed(missing)})
    return Evidence(MET, "FILES_MET", {"count": str(len(received.payload["files"]))})


def check_stamp_duty(received: Received) -> Evidence:
    """A stamp was paid, its day not after the arrival; a ground of exemption is for a person to judge (DPR 642/1972)."""
    stamps = [
        received.payload["answers"].get(item.key) or {}
        for section in received.edition.form
        for item in section.fields
        if item.type is FieldType.STAMP_DUTY and item.key in received.visible.fields
    ]
    if not stamps:
        return Evidence(NOT_APPLICABLE, "STAMP_ANY")
    arrived = received.received_at.astimezone(ROME).date().isoformat()
    # known when the document was registered as it came; who applies on line cannot send it
    used = {row.get("number") for row in received.payload.get("entered", {}).get("lacking", ())}
    facts: dict[str, str] = {}
    for stamp in stamps:
        if stamp.get("status") != PAID:
            return Evidence(None, "STAMP_EXEMPT" if stamp else "STAMP_NONE")
        if not is_stamp_number(stamp.get("number") or "") or not isinstance(stamp.get("date"), str):
            # only a document registered as it came can have half a stamp
            return Evidence(None, "STAMP_NONE")
        facts = {"number": stamp["number"], "day": stamp["date"]}
        if stamp["number"] in used:
            return Evidence(NOT_MET, "STAMP_USED", facts)
        if stamp["date"] > arrived:
            return Evidence(NOT_MET, "STAMP_LATER", facts)
    return Evidence(MET, "STAMP_MET", facts)


def check_complete(received: Received) -> Evidence:
    """Nothing that the form requires is missing or wrong in the content in force."""
    missing = dict.fromkeys(problem.label for problem in lacking(received.edition, received.payload))
    if missing:
        return Evidence(NOT_MET, "INCOMPLETE", {"missing": "; ".join(missing)})
    return Evidence(MET, "COMPLETE")


CHECKS: dict[str, Callable[[Received], Evidence]] = {
    "in_time": check_in_time,
    "ateco": check_ateco,
    "area": check_area,
    "size": check_size,
    "cost_range": check_cost_range,
    "declarations": check_declarations,
    "files": check_files,
    "stamp_duty": check_stamp_duty,
    COMPLETE: check_complete,
}


def _seat(received: Received) -> Mapping[str, Any] | None:
    """The seat of the project: the first answer of that kind which says where it is."""
    for section in received.edition.form:
        for item in section.fields:
            if item.type is FieldType.SEAT:
                seat: Mapping[str, Any] | None = received.payload["answers"].get(item.key)
                if seat and seat.get("nil") and seat.get("municipio"):
                    return seat
    return None


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(parts))
