"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.ask_for_alerts import LINK_TASK
from .actions.book_appointment import MAIL_TASK as APPOINTMENT_TASK
from .actions.compose_digests import DIGEST_TASK, compose_digests
from .actions.file_enquiry import MAIL_TASK as ENQUIRY_TASK
from .actions.fill_free_seats import MAIL_TASK
from .actions.forget_appointments import forget_appointments
from .actions.forget_attendants import forget_attendants
from .actions.forget_enquiries import forget_enquiries
from .actions.forget_unconfirmed import forget_unconfirmed
from .actions.mail_alert_link import mail_alert_link
from .actions.mail_appointment import mail_appointment
from .actions.mail_digest import mail_digest
from .actions.mail_enquiry import mail_enquiry
from .actions.mail_sign_up import mail_sign_up
from .actions.publish_scheduled import publish_scheduled
from .actions.refresh_search import refresh_search
from .actions.remind_appointments import remind_appointments
from .actions.remind_signed_up import remind_signed_up


@app.task(name=ENQUIRY_TASK, retry=5)
def mail_enquiry_task(enquiry_id: int, kind: str) -> None:
    mail_enquiry(enquiry_id=enquiry_id, kind=kind)


@app.periodic(cron="52 3 * * *")
@app.task(name="communication.forget_enquiries", queueing_lock="communication.forget_enquiries")
def forget_enquiries_task(timestamp: int) -> None:
    forget_enquiries()


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


@app.task(name=MAIL_TASK, retry=5)
def mail_sign_up_task(sign_up_id: int, kind: str) -> None:
    mail_sign_up(sign_up_id=sign_up_id, kind=kind)


@app.periodic(cron="5 * * * *")
@app.task(name="communication.remind_signed_up", queueing_lock="communication.remind_signed_up")
def remind_signed_up_task(timestamp: int) -> None:
    """Each hour, for the sessions of the next day."""
    remind_signed_up()


@app.periodic(cron="55 3 * * *")
@app.task(name="communication.forget_attendants", queueing_lock="communication.forget_attendants")
def forget_attendants_task(timestamp: int) -> None:
    forget_attendants()


@app.task(name=LINK_TASK, retry=5)
def mail_alert_link_task(subscriber_id: int, kind: str, wanted: str = "") -> None:
    mail_alert_link(subscriber_id=subscriber_id, kind=kind, wanted=wanted)


@app.periodic(cron="30 5 * * *")
@app.task(name="communication.compose_digests", queueing_lock="communication.compose_digests")
def compose_digests_task(timestamp: int) -> None:
    """In the morning: one e-mail for each person for whom there is something new."""
    compose_digests()


@app.task(name=DIGEST_TASK, retry=5)
def mail_digest_task(digest_id: int) -> None:
    mail_digest(digest_id=digest_id)


@app.periodic(cron="45 3 * * *")
@app.task(name="communication.forget_unconfirmed", queueing_lock="communication.forget_unconfirmed")
def forget_unconfirmed_task(timestamp: int) -> None:
    forget_unconfirmed()


@app.task(name=APPOINTMENT_TASK, retry=5)
def mail_appointment_task(appointment_id: int, kind: str) -> None:
    mail_appointment(appointment_id=appointment_id, kind=kind)


@app.periodic(cron="10 * * * *")
@app.task(name="communication.remind_appointments", queueing_lock="communication.remind_appointments")
def remind_appointments_task(timestamp: int) -> None:
    """Each hour, for the appointments of the next day."""
    remind_appointments()


@app.periodic(cron="58 3 * * *")
@app.task(name="communication.forget_appointments", queueing_lock="communication.forget_appointments")
def forget_appointments_task(timestamp: int) -> None:
    forget_appointments()
