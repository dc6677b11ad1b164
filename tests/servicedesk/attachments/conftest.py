from pathlib import Path
from typing import Any

import pytest

from servicedesk.deflection.actions import begin_run
from servicedesk.deflection.models import AskRun
from tests.factories import NOW


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Each test has a folder of its own for what askers send."""
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return tmp_path / "attachments"


@pytest.fixture
def run(office: Any) -> AskRun:
    return begin_run(office=office, now=NOW, visitor="iemand")
