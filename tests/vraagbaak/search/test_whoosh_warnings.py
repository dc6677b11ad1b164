"""Python warns about Whoosh's source when it compiles it, which is on the first run. A new process tells."""

import subprocess
import sys

COMPILE_WHOOSH = """
from importlib.util import find_spec
from pathlib import Path

{before}
for source in Path(find_spec("whoosh").origin).parent.rglob("*.py"):
    compile(source.read_text(encoding="utf-8"), str(source), "exec")
"""
WARN = "import warnings; warnings.warn_explicit('said', {category}, {file!r}, 1)"


def stderr_of(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stderr


def test_python_warns_about_whoosh_by_itself() -> None:
    assert "SyntaxWarning" in stderr_of(COMPILE_WHOOSH.format(before=""))


def test_nothing_is_said_of_whoosh() -> None:
    assert stderr_of(COMPILE_WHOOSH.format(before="import vraagbaak.search")) == ""


def test_other_warnings_are_still_said() -> None:
    ours = WARN.format(category="SyntaxWarning", file="/srv/vraagbaak/search/codec.py")
    theirs = WARN.format(category="UserWarning", file="/srv/whoosh/codec/whoosh3.py")
    assert "said" in stderr_of(f"import vraagbaak.search; {ours}")
    assert "said" in stderr_of(f"import vraagbaak.search; {theirs}")
