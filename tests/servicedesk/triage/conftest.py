from datetime import timedelta

import pytest

from servicedesk.models import Question
from tests.factories import NOW
from tests.servicedesk.conftest import Closed


@pytest.fixture
def group_of_three(closed: Closed) -> list[Question]:
    return [
        closed("Mag ik mijn drone boven een natuurgebied laten vliegen?"),
        closed("Mag een drone vliegen boven een natuurgebied?", now=NOW + timedelta(days=1)),
        closed("Boven natuurgebied vliegen met mijn drone", now=NOW + timedelta(days=2)),
    ]
