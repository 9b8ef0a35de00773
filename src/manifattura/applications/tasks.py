"""Jobs of this app: fetch by id, call an action."""

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from manifattura.calls.actions.tell_applicants import AMENDMENT_TASK, CLARIFICATION_TASK, TELL_TASK

from .actions.adopt_edition import adopt_edition_everywhere
from .actions.catch_up_log import catch_up_log
from .actions.close_register_days import close_register_days
from .actions.email_again import email_again
from .actions.email_message import email_message
from .actions.erase_files import FILES_TASK, erase_files
from .actions.keep_row_macs import keep_row_macs
from .actions.keep_row_states import keep_row_states
from .actions.post_messages import EMAIL_TASK
from .actions.register_submissions import RECEIPTS_TASK, register_submissions
from .actions.send_receipts import send_receipts
from .actions.tell_applicants import tell_applicants
from .actions.tell_clarification import tell_clarification
from .actions.tell_protocol import tell_protocol


@app.periodic(cron="*/5 * * * *")
@app.task(name="applications.register_again", queueing_lock="applications.register_again")
def register_again_task(timestamp: int) -> None:
    """If the worker's registrar stopped, nobody waits for a number, or for its place in the proof log, more than five minutes."""
    register_submissions()
    catch_up_log()


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="applications.keep_row_macs",
    queueing_lock="applications.keep_row_macs",
    lock="applications.keep_row_macs",
    priority=-20,
)
def keep_row_macs_task(timestamp: int) -> None:
    """Whoever changes a row later than this is found by `proof audit`."""
    keep_row_states()
    keep_row_macs()


@app.periodic(cron="20 * * * *")
@app.task(name="applications.close_register_days", queueing_lock="applications.close_register_days")
def close_register_days_task(timestamp: int) -> None:
    """Each hour: the day that is over is closed in the first hour of the next, whatever the clocks say of zones."""
    close_register_days()


@app.periodic(cron="* * * * *")
@app.task(
    name="applications.tell_protocol",
    queueing_lock="applications.tell_protocol",
    lock="applications.tell_protocol",
)
def tell_protocol_task(timestamp: int) -> None:
    tell_protocol()


@app.task(name=RECEIPTS_TASK, retry=RetryStrategy(max_attempts=20, wait=30), priority=-10)
def send_receipts_task(first: int, last: int) -> None:
    send_receipts(first=first, last=last)


@app.task(name=AMENDMENT_TASK, retry=5)
def follow_amendment_task(call_id: int) -> None:
    adopt_edition_everywhere(call_id=call_id)


@app.task(name=EMAIL_TASK, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def email_message_task(recipient_id: int) -> None:
    email_message(recipient_id=recipient_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="applications.email_again", queueing_lock="applications.email_again")
def email_again_task(timestamp: int) -> None:
    """If a worker was stopped while it wrote, the office reads an outcome all the same."""
    email_again()


@app.task(name=TELL_TASK, retry=5)
def tell_applicants_task(**what: Any) -> None:
    tell_applicants(**what)


@app.task(name=CLARIFICATION_TASK, retry=5)
def tell_clarification_task(clarification_id: int) -> None:
    tell_clarification(clarification_id=clarification_id)


@app.task(name=FILES_TASK, retry=5)
def erase_files_task(keys: list[str]) -> None:
    erase_files(keys=keys)
