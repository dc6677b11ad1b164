"""Programs that run inside an installation, each with a Django of its own, and write their result to a file."""

import argparse
import json
from pathlib import Path
from typing import Any


def parser_of(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--result", type=Path, required=True)
    return parser


def leave(place: Path, result: dict[str, Any]) -> None:
    place.write_text(json.dumps(result), encoding="utf-8")
