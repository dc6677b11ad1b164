import os
import subprocess
import sys
from pathlib import Path

CONTRACT = Path(__file__).parent / "contract"
ROOT = Path(__file__).parents[3]


def test_the_backend_passes_the_tests_that_modelsearch_gives_to_every_backend(tmp_path: Path) -> None:
    environment = os.environ | {
        "CONTRACT_INDEX_DIR": str(tmp_path / "index"),
        "PYTHONPATH": os.pathsep.join([str(CONTRACT), str(ROOT)]),
    }
    command = [sys.executable, "-m", "django", "test", "contract_cases", "--settings=contract_settings"]

    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
