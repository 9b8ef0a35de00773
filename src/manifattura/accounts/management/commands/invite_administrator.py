"""Invite the first administrator of an installation: prints the link, and queues the e-mail."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from manifattura.kernel.errors import Refused

from ...actions.invite_staff import invite_staff
from ...domain.roles import Role


class Command(BaseCommand):
    help = "Invite the first administrator (the link works once, for some days)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            invitation = invite_staff(
                email=options["email"],
                full_name=options["full_name"],
                role=Role.ADMINISTRATOR,
                office=None,
                by=None,
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(settings.PUBLIC_ADDRESS + reverse("accounts:invitation", args=[invitation.token]))
