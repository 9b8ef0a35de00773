"""The name of the job that tells everybody with an application or a draft what happened to the call."""

TELL_TASK = "applications.tell_applicants"
"""Arguments: `what` (amended, extended, suspended, resumed, revoked), `call_id`, and `edition_id` or `stop_id`."""

CLARIFICATION_TASK = "applications.tell_clarification"
"""Argument: `clarification_id`, of a published answer."""

AMENDMENT_TASK = "applications.follow_amendment"
"""Argument: `call_id`, when another edition is in force: drafts follow it."""
