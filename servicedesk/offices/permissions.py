"""Who may do what at the desk. Which questions somebody sees: `Question.objects.visible_to(user)`."""

from typing import Any


def may_view_desk(user: Any) -> bool:
    return bool(user.has_perm("servicedesk.view_question") or may_manage_desk(user))


def may_answer(user: Any) -> bool:
    """Covers everything an agent does with a question: answer, remark, assign, close and reopen."""
    return bool(user.has_perm("servicedesk.answer_question"))


def may_promote(user: Any) -> bool:
    return bool(user.has_perm("servicedesk.promote_question"))


def may_manage_desk(user: Any) -> bool:
    return bool(user.has_perm("servicedesk.change_office"))
