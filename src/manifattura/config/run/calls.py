"""Calls between cities on the command line: `call export` and `call import` (docs/call-definitions.md)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from manifattura.config.environment import read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import set_up_django

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person


def export_call(slug: str, target: str | None) -> int:
    """Write the definition of a call to a file, or to standard output."""
    with database(read_environment()):
        set_up_django()
        from manifattura.calls.domain.definition import definition_of
        from manifattura.calls.models import Call
        from manifattura.calls.queries.draft import build_edition

        call = Call.objects.filter(slug=slug).first()
        if call is None:
            raise Problem(
                f"There is no call with the address {slug}: look at /ufficio/bandi/ for its address."
            )
        text = json.dumps(definition_of(build_edition(call)), ensure_ascii=False, indent=2) + "\n"
    try:
        if target:
            Path(target).write_text(text, encoding="utf-8")
        else:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
    except OSError as error:
        raise Problem(f"The definition could not be written: {error.strerror}.") from None
    return 0


def import_call(file: str, *, slug: str, title: str, office: str, head: str, by: str, dry_run: bool) -> int:
    """Make a draft of the definition in `file`; with `dry_run` only say what is wrong with it."""
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror}.") from error
    with database(read_environment()):
        set_up_django()
        from django.utils.text import slugify

        from manifattura.calls.actions.import_call import import_call as take_in
        from manifattura.calls.actions.import_call import read_definition
        from manifattura.calls.domain.definition import InvalidDefinitionError
        from manifattura.kernel.errors import Refused

        try:
            edition = read_definition(content)
            if dry_run:
                print(f"{edition.texts.title}: in order.")
                return 0
            chosen = _office(office)
            director = _head(head, chosen)
            call = take_in(
                definition=content,
                slug=slug or slugify(title or edition.texts.title)[:80].strip("-"),
                title=title,
                office=chosen,
                head_of_procedure=director,
                by=_person(by) if by else director,
            )
        except InvalidDefinitionError as error:
            lines = [f"{fault.where or file}: {fault.message}" for fault in error.faults]
            raise Problem("\n".join(lines)) from error
        except Refused as refusal:
            raise Problem(refusal.message) from refusal
    print(f"Draft made: /ufficio/bandi/{call.pk}/ ({call.slug}).")
    return 0


def _office(name: str) -> Office:
    from manifattura.accounts.queries.offices import all_offices

    offices = [one for one in all_offices() if not name or one.name == name]
    if len(offices) != 1:
        known = "; ".join(one.name for one in all_offices())
        raise Problem(f"Say which office with --office: {known}.")
    return offices[0]


def _head(email: str, office: Office) -> Person:
    from manifattura.accounts.domain.roles import Role
    from manifattura.accounts.queries.people import people_with_role

    heads = people_with_role(Role.HEAD_OF_PROCEDURE, office_id=office.pk)
    chosen = [one for one in heads if not email or one.email == email]
    if len(chosen) != 1:
        known = "; ".join(one.email for one in heads) or "none yet: invite one first"
        raise Problem(f"Say who is head of the procedure with --head: {known}.")
    return chosen[0]


def _person(email: str) -> Person:
    from manifattura.accounts.queries.people import person_by_email

    person = person_by_email(email)
    if person is None:
        raise Problem(f"Nobody has the address {email}.")
    return person
