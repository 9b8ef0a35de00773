"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.email_notice import email_notice
from .actions.erase_sessions import erase_ended_sessions
from .actions.invite_staff import INVITATION_TASK, email_invitation
from .actions.note_access import erase_old_accesses
from .actions.notify_person import EMAIL_TASK


@app.periodic(cron="40 4 * * *")
@app.task(name="accounts.erase_accesses", queueing_lock="accounts.erase_accesses")
def erase_accesses_task(timestamp: int) -> None:
    """Each night: the access log forgets what is older than its term."""
    erase_old_accesses()


@app.periodic(cron="50 4 * * *")
@app.task(name="accounts.erase_sessions", queueing_lock="accounts.erase_sessions")
def erase_sessions_task(timestamp: int) -> None:
    """Each night: sessions that are over."""
    erase_ended_sessions()


@app.task(name=EMAIL_TASK, retry=5)
def email_notice_task(notice_id: int) -> None:
    email_notice(notice_id=notice_id)


@app.task(name=INVITATION_TASK, retry=5)
def email_invitation_task(invitation_id: int) -> None:
    email_invitation(invitation_id=invitation_id)
