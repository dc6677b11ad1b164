"""A key that no database holds is a wrong choice, not a failing query."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from vraagbaak.fields.filters import LAST_DAY, DaysField, ObjectFilterField, ObjectsFilterField
from vraagbaak.fields.objects import ObjectField, ObjectsField

TOO_LONG = "9" * 19


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="redactie")


@pytest.mark.parametrize("field_class", [ObjectField, ObjectFilterField])
def test_one_object(group: Group, field_class: Any) -> None:
    field = field_class(queryset=Group.objects.all())
    assert field.clean(str(group.pk)) == group
    with pytest.raises(ValidationError) as refusal:
        field.clean(TOO_LONG)
    assert refusal.value.code == "invalid_choice"


@pytest.mark.parametrize("field_class", [ObjectsField, ObjectsFilterField])
def test_several_objects(group: Group, field_class: Any) -> None:
    field = field_class(queryset=Group.objects.all())
    assert list(field.clean([str(group.pk)])) == [group]
    with pytest.raises(ValidationError) as refusal:
        field.clean([str(group.pk), TOO_LONG])
    assert refusal.value.code == "invalid_choice"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_without_a_beginning_in_every_time_zone(day: str) -> None:
    with pytest.raises(ValidationError):
        DaysField(required=False).clean([day, ""])
    assert DaysField(required=False).clean(["", LAST_DAY.isoformat()]).stop.date() == LAST_DAY
