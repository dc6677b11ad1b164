"""The state of the index, for a readiness check."""

from dataclasses import dataclass
from typing import Literal

from modelsearch.backends import get_search_backend

from vraagbaak.search.damage import IndexDamagedError, IndexMissingError

State = Literal["ok", "rebuilding", "damaged"]


@dataclass(frozen=True)
class IndexStatus:
    """`rebuilding` means that there is no usable index yet; a rebuild next to a good index is "ok"."""

    state: State
    documents: int


def status(backend_name: str = "default") -> IndexStatus:
    """Opens the index like a search, but repairs nothing. A missing index is "damaged"."""
    store = get_search_backend(backend_name).store
    try:
        with store.snapshot() as snapshot:
            return IndexStatus("ok", snapshot.documents)
    except (IndexMissingError, IndexDamagedError):
        return IndexStatus("rebuilding" if store.rebuild_under_way() else "damaged", 0)
