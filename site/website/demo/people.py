"""The accounts of the demo."""

import secrets
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from vraagbaak.knowledge.audiences.choices import GroupName

PEOPLE = {
    "editor": ("Eline Smit", "redacteur", GroupName.EDITORS),
    "moderator": ("Mo Bakker", "moderator", GroupName.MODERATORS),
    "manager": ("Karin de Groot", "beheerder", GroupName.MANAGERS),
    "agent": ("Sam Visser", "medewerker", GroupName.AGENTS),
    "agent2": ("Noor Jacobs", "medewerker2", GroupName.AGENTS),
    "member": ("Wim Timmer", "lid", GroupName.PORTAL_USERS),
    "admin": ("Ada Beheer", "admin", None),
}


def load_people(*, accounts_file: Path) -> dict[str, Any]:
    """Makes the accounts with fresh passwords, which are written to `accounts_file` (user, password, role)."""
    lines, users = [], {}
    for key, (name, username, group) in PEOPLE.items():
        password = secrets.token_urlsafe(9)
        users[key] = load_person(name=name, username=username, group=group, password=password)
        lines.append(f"{username}\t{password}\t{group or 'Superuser'}")
    accounts_file.parent.mkdir(parents=True, exist_ok=True)
    accounts_file.touch(mode=0o600)
    accounts_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return users


def load_person(*, name: str, username: str, group: str | None, password: str) -> Any:
    first, _, last = name.partition(" ")
    email = f"{username}@zonneveld.example"
    user = get_user_model()(username=username, first_name=first, last_name=last, email=email)
    user.is_superuser = group is None
    user.set_password(password)
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def load_owner_group(*, spec: dict[str, Any], people: dict[str, Any]) -> Group:
    group, _created = Group.objects.get_or_create(name=spec["name"])
    for key in spec.get("members", []):
        people[key].groups.add(group)
    return group
