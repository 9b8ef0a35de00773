"""Groups of the editors' back office follow the roles of the house: editors write, heads of procedure approve and publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Task, Workflow

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

# Wagtail made these two, and its default workflow asks the second
EDITORS, APPROVERS = "Editors", "Moderators"
ON_PAGES = {
    EDITORS: ("add_page", "change_page"),
    APPROVERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
ELSEWHERE = {
    EDITORS: {("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation")},
    APPROVERS: {
        ("wagtailadmin", "access_admin"),
        ("wagtail_localize", "submit_translation"),
        ("wagtailredirects", "add_redirect"),
        ("wagtailredirects", "change_redirect"),
        ("wagtailredirects", "delete_redirect"),
    },
}
WAGTAILS_NAME = "Moderators approval"
"""Of the workflow and its one step, as Wagtail makes them; editors read it on a button: "Invia a …"."""
ROLES = {EDITORS: (Role.EDITOR,), APPROVERS: (Role.HEAD_OF_PROCEDURE,)}


def settle_groups() -> None:
    """What each group may do, exactly; said again at every state of the code, so that nothing else creeps in."""
    root = Page.get_first_root_node()
    if root is None:
        return
    with transaction.atomic():
        Workflow.objects.filter(name=WAGTAILS_NAME).update(name="chi approva")
        Task.objects.filter(name=WAGTAILS_NAME).update(name="Approvazione")
        for name, codenames in ON_PAGES.items():
            group, _made = Group.objects.get_or_create(name=name)
            allowed = [
                one
                for one in Permission.objects.filter(
                    codename__in=[code for _app, code in ELSEWHERE[name]]
                ).select_related("content_type")
                if (one.content_type.app_label, one.codename) in ELSEWHERE[name]
            ]
            group.permissions.set(allowed)
            GroupPagePermission.objects.filter(group=group).delete()
            pages = Permission.objects.filter(
                content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
            )
            GroupPagePermission.objects.bulk_create(
                GroupPagePermission(group=group, page=root, permission=one) for one in pages
            )


def follow_roles(*, person: Person) -> None:
    """Give the person's account the groups of the roles held now, no others."""
    account = person.account
    if account is None:
        return
    wanted = {name for name, roles in ROLES.items() if has_role(person, *roles)}
    if set(account.groups.values_list("name", flat=True)) != wanted:
        account.groups.set(Group.objects.filter(name__in=wanted))
