import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests.package.checkout import ROOT, files_of_git, find_uv, run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as from a fresh clone: nothing that happens to lie about in this folder may help."""
    clone, dist = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("dist")
    for name in files_of_git():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, clone / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", dist, cwd=clone)
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="session")
def wheel_files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment that holds the wheel and the versions of the lock; gives its interpreter."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    uv, environment = find_uv(), {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    run(uv, "venv", "--quiet", "--python", sys.executable, folder, environment=environment)
    python = folder / "bin" / "python"
    run(uv, "pip", "install", "--quiet", "--python", python, "--constraint", "requirements.lock", wheel)
    return python
