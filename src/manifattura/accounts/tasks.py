"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.email_notice import email_notice
from .actions.invite_staff import INVITATION_TASK, email_invitation
from .actions.notify_person import EMAIL_TASK


@app.task(name=EMAIL_TASK, retry=5)
def email_notice_task(notice_id: int) -> None:
    email_notice(notice_id=notice_id)


@app.task(name=INVITATION_TASK, retry=5)
def email_invitation_task(invitation_id: int) -> None:
    email_invitation(invitation_id=invitation_id)
