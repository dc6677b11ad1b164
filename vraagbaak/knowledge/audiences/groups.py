"""The groups that come with the product and their rights, which managers may change afterwards."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
)

from vraagbaak.knowledge.audiences.choices import GroupName

# What Wagtail itself installs gets the names that editors of this product know.
WAGTAIL_WORKFLOW, WORKFLOW = "Moderators approval", "Goedkeuring door een moderator"
WAGTAIL_NAMES = {"Editors": GroupName.EDITORS, "Moderators": GroupName.MODERATORS}
MANAGER_PAGE_RIGHTS = [
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
]
LOCALE_RIGHTS = ["add_locale", "change_locale", "delete_locale", "view_locale"]
TAG_RIGHTS = ["add_faqtag", "change_faqtag", "delete_faqtag", "view_faqtag"]
SYNONYM_RIGHTS = ["add_synonym", "change_synonym", "delete_synonym", "view_synonym"]
PROMOTED_RESULT_RIGHTS = ["add_searchpromotion", "change_searchpromotion", "delete_searchpromotion"]
COLLECTION_RIGHTS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]


def establish_groups(*, app_config: Any, **kwargs: Any) -> None:
    """After each migration: creates missing groups and gives rights to those only."""
    if Page.get_first_root_node() is None:
        # A database that was just flushed has no pages to grant rights on.
        return
    rename_wagtail_defaults()
    for name in GroupName:
        group, created = Group.objects.get_or_create(name=name)
        if created:
            give_rights(group=group)


def rename_wagtail_defaults() -> None:
    for old, new in WAGTAIL_NAMES.items():
        group = Group.objects.filter(name=old).first()
        if group and not Group.objects.filter(name=new).exists():
            group.name = new
            group.save(update_fields=["name"])
            give_rights(group=group)
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).update(name=WORKFLOW)
    for task in Task.objects.filter(name=WAGTAIL_WORKFLOW, task_states=None).specific():
        replace_task(task)


def replace_task(task: Any) -> Any:
    """Replaces the approval task that Wagtail installed, unused so far, with one that can set review dates."""
    new = apps.get_model("vraagbaak", "FaqApprovalTask").objects.create(name=WORKFLOW)
    new.groups.set(task.groups.all())
    task.workflow_tasks.update(task=new)
    task.delete()
    return new


def give_rights(*, group: Group) -> Group:
    if group.name in GroupName.staff():
        grant(group=group, app_label="wagtailadmin", codenames=["access_admin"])
    if group.name in GroupName.publishers():
        grant(group=group, app_label="simple_translation", codenames=["submit_translation"])
        grant(group=group, app_label="vraagbaak", codenames=SYNONYM_RIGHTS)
        grant(group=group, app_label="wagtailsearchpromotions", codenames=PROMOTED_RESULT_RIGHTS)
    if group.name == GroupName.MANAGERS:
        give_manager_rights(group=group)
    return group


def give_manager_rights(*, group: Group) -> Group:
    for app_label in ("wagtailcore", "wagtailimages", "wagtaildocs"):
        create_permissions(apps.get_app_config(app_label), verbosity=0)
    grant(group=group, app_label="vraagbaak", codenames=TAG_RIGHTS)
    grant(group=group, app_label="wagtailcore", codenames=LOCALE_RIGHTS)
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=MANAGER_PAGE_RIGHTS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(codename__in=COLLECTION_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def grant(*, group: Group, app_label: str, codenames: list[str]) -> Group:
    """Adds permissions to a group; has Django create them first, since a migration may run before they exist."""
    create_permissions(apps.get_app_config(app_label), verbosity=0)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )
    return group
