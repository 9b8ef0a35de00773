"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.answer_report import EMAIL_TASK
from .actions.email_answer import email_answer
from .actions.publish_scheduled import publish_scheduled
from .actions.refresh_search import refresh_search


@app.task(name=EMAIL_TASK, retry=5)
def email_answer_task(report_id: int) -> None:
    email_answer(report_id=report_id)


@app.periodic(cron="* * * * *")
@app.task(name="communication.publish_scheduled", queueing_lock="communication.publish_scheduled")
def publish_scheduled_task(timestamp: int) -> None:
    """An editor's hour is kept to the minute; the copies that caches keep follow within five."""
    publish_scheduled()


@app.periodic(cron="17 * * * *")
@app.task(name="communication.refresh_search", queueing_lock="communication.refresh_search")
def refresh_search_task(timestamp: int) -> None:
    """What changes by itself (a call that opens, closes, is withdrawn) reaches the search within the hour."""
    refresh_search()
