"""The tables of rooms in docs/architecture.md, made from the packages themselves: `write` brings the page up to date.

The order of the rooms is that of the import contracts, what a room holds is the docstring of its package.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/architecture.md"
FOLDERS = {"vraagbaak": "vraagbaak", "servicedesk": "servicedesk", "website": "site/website"}
PLAN = re.compile(r"(<!-- rooms of (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


class Room(NamedTuple):
    name: str
    """Of a package within its root, such as `knowledge` or `knowledge/faqs`."""
    sentence: str


def contracts() -> list[dict[str, Any]]:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = described["tool"]["importlinter"]["contracts"]
    return found


def order_in(container: str) -> list[str]:
    """The packages of `container`, lowest first, as the contract between them says; none where there is none."""
    for contract in contracts():
        if contract["type"] == "layers" and contract.get("containers") == [container]:
            layers = [name.strip(" ()") for layer in contract["layers"] for name in re.split(r"[|:]", layer)]
            return layers[::-1]
    return []


def packages_in(folder: Path) -> list[Path]:
    """Folders with code of ours; Django's own, such as that of the commands, are no rooms."""
    return [
        path.parent
        for path in sorted(folder.glob("*/__init__.py"))
        if path.parent.name not in {"management", "migrations", "templatetags"}
    ]


def sentence_of(package: Path) -> str:
    """Its docstring, on one line. Raises ValueError where there is none."""
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    if not docstring:
        raise ValueError(f"{package.relative_to(ROOT)}/__init__.py has no docstring that says what it is.")
    return " ".join(docstring.split("\n\n")[0].split())


def rooms_of(root: str) -> list[Room]:
    """Lowest first, each followed by what stands inside it."""
    return list(walk(ROOT / FOLDERS[root], container=root, prefix=""))


def walk(folder: Path, *, container: str, prefix: str) -> Iterator[Room]:
    order = order_in(container)
    packages = packages_in(folder)
    packages.sort(key=lambda path: (order.index(path.name) if path.name in order else len(order), path.name))
    for package in packages:
        name = f"{prefix}{package.name}"
        yield Room(name, sentence_of(package))
        yield from walk(package, container=f"{container}.{package.name}", prefix=f"{name}/")


def table_of(root: str) -> str:
    rows = "".join(f"| `{room.name}` | {room.sentence} |\n" for room in rooms_of(root))
    return f"\n| room | what it is |\n|---|---|\n{rows}\n"


def page() -> str:
    """docs/architecture.md as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    return PLAN.sub(lambda plan: plan[1] + table_of(plan[2]) + plan[3], text)


def main() -> None:
    if sys.argv[1:] != ["write"]:
        sys.exit("Say what to do: python -m scripts.floor_plans write")
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is up to date.")


if __name__ == "__main__":
    main()
