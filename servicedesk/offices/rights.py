"""The rights that come with the desk, added to the groups of the product."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.audiences.groups import grant

AGENT_RIGHTS = [
    "view_question",
    "change_question",
    "answer_question",
    "promote_question",
    "view_party",
    "view_standardtext",
]
MANAGER_RIGHTS = [
    *AGENT_RIGHTS,
    *(
        f"{verb}_{noun}"
        for noun in ("office", "team", "subject", "standardtext")
        for verb in ("add", "change", "delete", "view")
    ),
]


def establish_desk_rights(*, app_config: Any, **kwargs: Any) -> None:
    """After each migration: gives agents and managers the rights of the desk, unless the group has some already."""
    for name, codenames in {GroupName.AGENTS: AGENT_RIGHTS, GroupName.MANAGERS: MANAGER_RIGHTS}.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not Permission.objects.filter(group=group, content_type__app_label="servicedesk").exists():
            grant(group=group, app_label="servicedesk", codenames=codenames)
