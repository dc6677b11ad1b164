"""Reads the sample content from the files in `content/`."""

from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"
KNOWLEDGE_BASES = ["veelgestelde-vragen", "werkinstructies-kcc", "ledenvraagbaak"]


def read_content(name: str) -> dict[str, Any]:
    with (CONTENT / f"{name}.yaml").open(encoding="utf-8") as stream:
        content: dict[str, Any] = yaml.safe_load(stream)
    return content
