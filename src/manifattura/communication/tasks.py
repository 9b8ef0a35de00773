"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.answer_report import EMAIL_TASK
from .actions.email_answer import email_answer


@app.task(name=EMAIL_TASK, retry=5)
def email_answer_task(report_id: int) -> None:
    email_answer(report_id=report_id)
