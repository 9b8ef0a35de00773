"""Jobs of this app: call an action."""

from procrastinate.contrib.django import app

from .actions.certify_visit import certify_visit, remind_visits
from .actions.confirm_space import EMAIL_TASK as CONFIRMATION_TASK
from .actions.confirm_space import ask_confirmations
from .actions.email_confirmation import email_confirmation
from .actions.email_plan_observation import email_plan_observation
from .actions.email_space_report import email_space_report
from .actions.email_visit import email_visit
from .actions.file_plan_observation import EMAIL_TASK as OBSERVATION_TASK
from .actions.file_space_report import EMAIL_TASK
from .actions.follow_calls import follow_calls
from .actions.remind_agreements import remind_agreements
from .actions.visit_jobs import CERTIFY_TASK
from .actions.visit_jobs import EMAIL_TASK as VISIT_TASK
from .actions.write_import import forget_old_imports


@app.task(name=EMAIL_TASK, retry=5)
def email_space_report_task(report_id: int) -> None:
    email_space_report(report_id=report_id)


@app.task(name=OBSERVATION_TASK, retry=5)
def email_plan_observation_task(observation_id: int) -> None:
    email_plan_observation(observation_id=observation_id)


@app.task(name=CONFIRMATION_TASK, retry=5)
def email_confirmation_task(confirmation_id: int) -> None:
    email_confirmation(confirmation_id=confirmation_id)


@app.task(name=VISIT_TASK, retry=5)
def email_visit_task(booking_id: int, what: str) -> None:
    email_visit(booking_id=booking_id, what=what)


@app.task(name=CERTIFY_TASK, retry=5)
def certify_visit_task(booking_id: int) -> None:
    certify_visit(booking_id=booking_id)


@app.periodic(cron="23 * * * *")
@app.task(name="spaces.remind_visits", queueing_lock="spaces.remind_visits")
def remind_visits_task(timestamp: int) -> None:
    """Firms that are expected within a day."""
    remind_visits()


@app.periodic(cron="12 6 * * *")
@app.task(name="spaces.ask_confirmations", queueing_lock="spaces.ask_confirmations")
def ask_confirmations_task(timestamp: int) -> None:
    """Data that grow old: their owners are asked."""
    ask_confirmations()


@app.periodic(cron="41 3 * * *")
@app.task(name="spaces.forget_old_imports", queueing_lock="spaces.forget_old_imports")
def forget_old_imports_task(timestamp: int) -> None:
    """Uploaded tables hold owners' names: none stays longer than it must."""
    forget_old_imports()


@app.periodic(cron="7 4 * * *")
@app.task(name="spaces.follow_calls", queueing_lock="spaces.follow_calls")
def follow_calls_task(timestamp: int) -> None:
    """What a crash between a call's move and its announcement left behind."""
    follow_calls()


@app.periodic(cron="33 5 * * *")
@app.task(name="spaces.remind_agreements", queueing_lock="spaces.remind_agreements")
def remind_agreements_task(timestamp: int) -> None:
    """Rents, terms and ends of agreements: each told once."""
    remind_agreements()
