"""Names of the kinds of call and of the states of calls and applications: what the procedures are written with."""

from enum import StrEnum


class CallKind(StrEnum):
    """Three procedures, one engine."""

    RANKING = "ranking"
    ROLLING = "rolling"
    REGISTER = "register"


class CallState(StrEnum):
    """What the office has done. A published call is opened and closed by its timetable, not by a hand."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    UNDER_REVIEW = "under_review"
    IN_EVALUATION = "in_evaluation"
    PROVISIONAL_RANKING = "provisional_ranking"
    FINAL_RANKING = "final_ranking"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    CONCLUDED = "concluded"


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    UNDER_REVIEW = "under_review"
    REMEDY_REQUESTED = "remedy_requested"
    REJECTION_NOTICE = "rejection_notice"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    FUNDED = "funded"
    PARTIALLY_FUNDED = "partially_funded"
    RESERVE_LIST = "reserve_list"
    BELOW_THRESHOLD = "below_threshold"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    FORFEITED = "forfeited"
    EXCLUDED_LATE = "excluded_late"
    REGISTERED = "registered"
