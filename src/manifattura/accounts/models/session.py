"""A session as Django keeps it, and whose it is: session, account and person are read by one statement."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """`account` repeats what the signed data say: they decide, the column only finds."""

    account = models.ForeignKey("accounts.Account", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"
