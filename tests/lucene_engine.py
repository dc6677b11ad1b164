"""modelsearch's engine for OpenSearch and Elasticsearch, with a server that only writes down what it is asked.

Stands in for a machine that cannot be had in a test: what is sent is real, what would be found is not.
"""

from typing import Any, ClassVar

from modelsearch.backends.elasticsearchbase import ElasticsearchBaseSearchBackend


class Indices:
    def __init__(self, created: dict[str, Any]) -> None:
        self.created = created

    def create(self, index: str, body: dict[str, Any]) -> None:
        self.created[index] = body


class Server:
    """`hits` are the keys that every search finds, best first."""

    asked: ClassVar[list[dict[str, Any]]] = []
    hits: ClassVar[list[int]] = []

    def __init__(self, hosts: Any, **options: Any) -> None:
        self.hosts, self.options = hosts, options
        self.created: dict[str, Any] = {}
        self.indices = Indices(self.created)

    def search(self, *, body: dict[str, Any], **parameters: Any) -> dict[str, Any]:
        self.asked.append(body)
        found = [
            {"fields": {"pk": [str(key)]}, "_score": float(score)}
            for score, key in enumerate(reversed(self.hits), start=1)
        ]
        return {"hits": {"hits": found[::-1]}}

    def count(self, **parameters: Any) -> dict[str, int]:
        return {"count": len(self.hits)}


class SearchBackend(ElasticsearchBaseSearchBackend):
    client_class = Server
    NotFoundError = KeyError
    catch_indexing_errors = False
