"""Groups of the editors' back office follow the roles of the house: editors write, heads of procedure approve and publish."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Task, Workflow

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role

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


def follow_roles() -> None:
    """Put in each group the accounts of those who hold its roles now, no others: who approves is written to even before a first visit."""
    for name, roles in ROLES.items():
        group = Group.objects.get(name=name)
        wanted = {one.account_id for one in people_with_role(*roles) if one.account_id}
        if set(group.user_set.values_list("pk", flat=True)) != wanted:
            group.user_set.set(wanted)
