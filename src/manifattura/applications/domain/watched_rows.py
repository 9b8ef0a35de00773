"""Rows that change by acts alone: which columns, from when on, and which acts of the audit trail may change or remove them.

Tables of upper apps are named, as those written once are found, by the database's names: this floor reads no more of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from manifattura.kernel.canonical_json import canonical_json

DIGEST = 32
SUBJECT = "subject"
"""Beside the columns in what is kept of a row: of whom the audit trail speaks."""


@dataclass(frozen=True)
class WatchedTable:
    """`when`, `subject`: SQL over the row, `held`. `acts`: column → patterns of verbs; a column that is not in it never changes.

    `hidden`: of these a keyed digest is kept, and not what they say, which an erasure may have to take away.
    """

    name: str
    columns: tuple[str, ...]
    when: str
    subject: str
    hidden: frozenset[str] = frozenset()
    acts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed_by: tuple[str, ...] = ()


def _by(verbs: tuple[str, ...], *columns: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(columns, verbs)


SENT = "EXISTS (SELECT FROM applications_application sent WHERE sent.id = held.application_id AND sent.state <> 'draft')"
DECIDED = "EXISTS (SELECT FROM evaluation_review review WHERE review.id = held.review_id AND review.decided_at IS NOT NULL)"
OF_REVIEW = "(SELECT 'application:' || review.application_id FROM evaluation_review review WHERE review.id = held.review_id)"
OF_APPLICATION = "'application:' || held.application_id"
OF_CALL = "'call:' || held.call_id"
REVIEWED = (
    "review_%",
    "check_saved",
    "bonus_checked",
    "grid_value_saved",
    "visit_%",
    "remedy_%",
    "rejection_%",
)
TIMES = ("call_published", "call_extended", "call_amended", "call_resumed")
DISCARDED = ("content_discarded",)

WATCHED: tuple[WatchedTable, ...] = (
    WatchedTable(
        "applications_application",
        (
            "channel",
            "copied_from_id",
            "created_at",
            "created_by_id",
            "discarded_at",
            "discarded_under",
            "gave_way",
            "is_live",
            "is_sample",
            "messages_discarded_at",
            "nil_id",
            "project_title",
            "withdrawn_at",
            "withdrawn_by_id",
        ),
        when="held.state <> 'draft'",
        subject="'application:' || held.id",
        hidden=frozenset({"created_by_id", "project_title", "withdrawn_by_id"}),
        acts={
            **_by(DISCARDED, "created_by_id", "discarded_at", "discarded_under", "project_title"),
            **_by(("messages_discarded",), "messages_discarded_at"),
            **_by(("application_released",), "gave_way"),
            **_by(("application_released", "application_withdrawn"), "is_live"),
            **_by(("application_withdrawn",), "withdrawn_at"),
            **_by(("application_withdrawn", *DISCARDED), "withdrawn_by_id"),
        },
    ),
    WatchedTable(
        "applications_declarationtick",
        (
            "application_id",
            "cleared_at",
            "cleared_reason",
            "declaration_key",
            "on_paper",
            "organisation_id",
            "person_id",
            "text_sha256",
            "text_version",
            "ticked_at",
        ),
        when=SENT,
        subject=OF_APPLICATION,
        hidden=frozenset({"cleared_reason", "organisation_id", "person_id"}),
        removed_by=DISCARDED,
    ),
    WatchedTable(
        "applications_usedstamp",
        ("application_id", "number", "used_at"),
        when="true",
        subject=OF_APPLICATION,
        acts=_by(("application_submitted", "entered_registered"), "application_id", "used_at"),
    ),
    WatchedTable(
        "calls_callround",
        (
            "budget",
            "call_id",
            "carried_in",
            "deadline_at",
            "deadline_inclusive",
            "number",
            "opens_at",
            "state",
        ),
        when="true",
        subject=OF_CALL,
        acts={
            **_by(TIMES, "budget", "deadline_at", "deadline_inclusive", "opens_at"),
            **_by(("round_money_carried",), "carried_in"),
            **_by(("round_moved", "call_%"), "state"),
        },
        removed_by=("call_amended",),
    ),
    WatchedTable(
        "calls_call",
        ("current_edition_id", "is_sample", "kind", "sealing_key", "slug", "state"),
        when="held.current_edition_id IS NOT NULL",
        subject="'call:' || held.id",
        acts={
            **_by(TIMES, "current_edition_id"),
            **_by(("call_%", "round_moved"), "state"),
        },
    ),
    WatchedTable(
        "calls_keyholder",
        ("call_id", "number", "person_id", "public_key", "share"),
        when="held.share IS NOT NULL",
        subject=OF_CALL,
        hidden=frozenset({"person_id", "share"}),
    ),
    WatchedTable(
        "organisations_mandate",
        ("ended_at", "granted_by_id", "kind", "organisation_id", "person_id", "state"),
        when="held.state <> 'pending'",
        subject="'mandate:' || held.id",
        hidden=frozenset({"granted_by_id", "person_id"}),
        acts=_by(("mandate_%",), "ended_at", "granted_by_id", "state"),
    ),
    WatchedTable(
        "evaluation_review",
        ("application_id", "decided_at", "decided_by_id", "reason", "state"),
        when="held.decided_at IS NOT NULL",
        subject=OF_APPLICATION,
        hidden=frozenset({"decided_by_id", "reason"}),
        acts=_by(REVIEWED, "decided_at", "decided_by_id", "reason", "state"),
    ),
    WatchedTable(
        "evaluation_reviewcheck",
        ("outcome", "requirement_key", "review_id"),
        when=DECIDED,
        subject=OF_REVIEW,
        acts=_by(REVIEWED, "outcome"),
        removed_by=REVIEWED,
    ),
    WatchedTable(
        "evaluation_reviewbonus",
        ("bonus_key", "confirmed", "review_id"),
        when=DECIDED,
        subject=OF_REVIEW,
        acts=_by(REVIEWED, "confirmed"),
        removed_by=REVIEWED,
    ),
    WatchedTable(
        "evaluation_reviewvalue",
        ("key", "review_id", "value"),
        when=DECIDED,
        subject=OF_REVIEW,
        hidden=frozenset({"value"}),
        acts=_by(REVIEWED, "value"),
        removed_by=REVIEWED,
    ),
    WatchedTable(
        "evaluation_sitting",
        ("closed_at", "closed_by_id", "committee_id", "number", "opened_at", "opened_by_id"),
        when="held.closed_at IS NOT NULL",
        subject="'sitting:' || held.id",
        hidden=frozenset({"closed_by_id", "opened_by_id"}),
    ),
    WatchedTable(
        "evaluation_sheet",
        ("bid_id", "completed_at", "member_id", "sitting_id"),
        when="EXISTS (SELECT FROM evaluation_sitting over WHERE over.id = held.sitting_id AND over.closed_at IS NOT NULL)",
        subject="'sitting:' || held.sitting_id",
    ),
    WatchedTable(
        "evaluation_mark",
        ("coefficient", "criterion_key", "reason", "sheet_id"),
        when=(
            "EXISTS (SELECT FROM evaluation_sheet sheet JOIN evaluation_sitting over ON over.id = sheet.sitting_id "
            "WHERE sheet.id = held.sheet_id AND over.closed_at IS NOT NULL)"
        ),
        subject="(SELECT 'sitting:' || sheet.sitting_id FROM evaluation_sheet sheet WHERE sheet.id = held.sheet_id)",
        hidden=frozenset({"coefficient", "reason"}),
    ),
)

Values = Mapping[str, str | None]


@dataclass(frozen=True)
class Act:
    """An entry of the audit trail."""

    entry: int
    subject: str
    verb: str


def changes(table: WatchedTable, before: Values, now: Values | None) -> dict[str, tuple[str, ...]]:
    """Column → which acts may have changed it; the whole row under an empty name when it is gone."""
    if now is None:
        return {"": table.removed_by}
    return {
        name: table.acts.get(name, ())
        for name in table.columns
        if name in before and before[name] != now.get(name)
    }


def without_act(
    found: Mapping[str, tuple[str, ...]], acts: Sequence[Act], subjects: set[str | None], last_act: int
) -> list[str]:
    """Of the changes found those that no act since explains."""
    verbs = [one.verb for one in acts if one.entry > last_act and one.subject in subjects]
    return [name for name, patterns in found.items() if not any(_like(verb, patterns) for verb in verbs)]


def _like(verb: str, patterns: tuple[str, ...]) -> bool:
    return any(verb == one or (one.endswith("%") and verb.startswith(one[:-1])) for one in patterns)


def hidden(
    table: WatchedTable,
    row: int,
    now: Values,
    macs: Sequence[Callable[[bytes], str]],
    before: Values | None = None,
) -> dict[str, str | None]:
    """`now` with digests in place of what is not kept: that of `before` where any of `macs` says that it is the same."""
    shown = dict(now)
    for name in table.hidden:
        said = canonical_json({"column": name, "row": row, "table": table.name, "value": now[name]})
        digests = [mac(said)[:DIGEST] for mac in macs]
        kept = before.get(name) if before else None
        shown[name] = kept if kept in digests else digests[0]
    return shown
