"""The groups that come with the product and the rights they need; given once, then the manager's to change."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from vraagbaak.audiences.choices import GroupName

# What Wagtail itself installs, under the names that editors of this product know.
WAGTAIL_NAMES = {"Editors": GroupName.EDITORS, "Moderators": GroupName.MODERATORS}
MANAGER_PAGE_RIGHTS = [
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
]
TAG_RIGHTS = ["add_faqtag", "change_faqtag", "delete_faqtag", "view_faqtag"]
COLLECTION_RIGHTS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]


def establish_groups(*, app_config: Any, **kwargs: Any) -> None:
    """After each migration: makes the groups that are missing and gives only those their rights."""
    if Page.get_first_root_node() is None:
        # A database that was just flushed holds no pages to give rights on.
        return
    for old, new in WAGTAIL_NAMES.items():
        if not Group.objects.filter(name=new).exists():
            Group.objects.filter(name=old).update(name=new)
    for name in GroupName:
        group, created = Group.objects.get_or_create(name=name)
        if created:
            give_rights(group=group)


def give_rights(*, group: Group) -> Group:
    if group.name in GroupName.staff():
        grant(group=group, app_label="wagtailadmin", codenames=["access_admin"])
    if group.name == GroupName.MANAGERS:
        give_manager_rights(group=group)
    return group


def give_manager_rights(*, group: Group) -> Group:
    for app_label in ("wagtailcore", "wagtailimages", "wagtaildocs"):
        create_permissions(apps.get_app_config(app_label), verbosity=0)
    grant(group=group, app_label="vraagbaak", codenames=TAG_RIGHTS)
    # A database that was flushed has no tree any more, and so nothing to give rights on.
    if root := Page.get_first_root_node():
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=MANAGER_PAGE_RIGHTS
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    if collection := Collection.get_first_root_node():
        for permission in Permission.objects.filter(codename__in=COLLECTION_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    return group


def grant(*, group: Group, app_label: str, codenames: list[str]) -> Group:
    """Adds permissions to a group; asks Django to make them first, since a migration may run before they exist."""
    create_permissions(apps.get_app_config(app_label), verbosity=0)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )
    return group
