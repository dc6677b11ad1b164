"""Compiles the message catalogues when the package is built or installed, so that no binary is kept in git."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MessageCatalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for folder in ("vraagbaak", "servicedesk", "site/website", "templates"):
            for catalogue in Path(self.root, folder).rglob("*.po"):
                polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
