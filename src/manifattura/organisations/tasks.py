"""Jobs of this app: fetch by id, call an action."""

from procrastinate.contrib.django import app

from .actions.invite_colleague import INVITATION_TASK, email_invitation


@app.task(name=INVITATION_TASK, retry=5)
def email_invitation_task(mandate_id: int) -> None:
    email_invitation(mandate_id=mandate_id)
