"""Jobs of this app: call an action."""

from procrastinate.contrib.django import app

from .actions.confirm_space import EMAIL_TASK as CONFIRMATION_TASK
from .actions.confirm_space import ask_confirmations
from .actions.email_confirmation import email_confirmation
from .actions.email_space_report import email_space_report
from .actions.file_space_report import EMAIL_TASK
from .actions.write_import import forget_old_imports


@app.task(name=EMAIL_TASK, retry=5)
def email_space_report_task(report_id: int) -> None:
    email_space_report(report_id=report_id)


@app.task(name=CONFIRMATION_TASK, retry=5)
def email_confirmation_task(confirmation_id: int) -> None:
    email_confirmation(confirmation_id=confirmation_id)


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
