"""A PostgreSQL of our own: in a temporary folder, reached by a socket in it, and gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scripts.serving.processes import TAIL_LINES, undisturbed

OWNER = "vraagbaak"
DEBIAN_FOLDERS = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
READY_SECONDS = 60
STOP_SECONDS = 30
# Nothing in it outlives the run, so it need not survive a power cut.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoPostgresError(Exception):
    """The sentence says what is lacking."""


def find_programs() -> Path:
    """The folder of PostgreSQL's programs: Debian's newest version, else what the PATH has."""
    versions = sorted(DEBIAN_FOLDERS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    initdb = shutil.which("initdb")
    if initdb and (Path(initdb).resolve().parent / "postgres").exists():
        return Path(initdb).resolve().parent
    raise NoPostgresError("PostgreSQL's programs were not found. On Debian: sudo apt-get install postgresql")


def unprivileged_user() -> str | None:
    """Who runs the server when we are root, which PostgreSQL refuses; None: we ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    raise NoPostgresError(
        f"PostgreSQL does not run as root, and there is no user {' or '.join(UNPRIVILEGED)}."
    )


@dataclass(frozen=True)
class Cluster:
    programs: Path
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def url(self, database: str) -> str:
        """For DATABASE_URL; who can reach the folder needs no password."""
        return f"postgres://{OWNER}@{quote(str(self.folder), safe='')}/{database}"

    def run(self, program: str, *arguments: str) -> str:
        """Runs one of PostgreSQL's client programs on this cluster, and returns what it printed."""
        command = [str(self.programs / program), "--host", str(self.folder), "--username", OWNER, *arguments]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode:
            raise NoPostgresError(f"{program} failed: {finished.stderr.strip()}")
        return finished.stdout

    def create_database(self, name: str, *, copy_of: str = "template0") -> None:
        self.run("createdb", "--template", copy_of, name)

    def log_tail(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """An empty cluster that answers; stopped and removed at the end. NoPostgresError when it cannot be had."""
    programs, user = find_programs(), unprivileged_user()
    with tempfile.TemporaryDirectory(prefix="vraagbaak-pg-", ignore_cleanup_errors=True) as place:
        cluster = Cluster(programs, Path(place))
        if user:
            entry = pwd.getpwnam(user)
            os.chown(place, entry.pw_uid, entry.pw_gid)
        make_files(cluster, user=user)
        with running(cluster, user=user):
            yield cluster


def make_files(cluster: Cluster, *, user: str | None) -> None:
    """C.UTF-8 knows the letters of all languages, and every Linux has it."""
    options = [
        "--username",
        OWNER,
        "--auth",
        "trust",
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "--no-sync",
    ]
    finished = subprocess.run(
        [str(cluster.programs / "initdb"), "--pgdata", str(cluster.data), *options],
        cwd=cluster.folder,
        capture_output=True,
        text=True,
        check=False,
        **as_user(user),
    )
    if finished.returncode:
        raise NoPostgresError(f"initdb failed: {finished.stderr.strip()}")


@contextmanager
def running(cluster: Cluster, *, user: str | None) -> Iterator[None]:
    with cluster.log.open("ab") as output:
        process = subprocess.Popen(
            server_command(cluster),
            cwd=cluster.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **as_user(user),
        )
    try:
        wait_until_it_answers(cluster, process)
        yield
    finally:
        with undisturbed():
            stop(process)


def server_command(cluster: Cluster) -> list[str]:
    """On a socket only: no port to be taken, and nobody else reaches it."""
    options = [f"unix_socket_directories={cluster.folder}", "listen_addresses=", *CARELESS]
    arguments = [argument for option in options for argument in ("-c", option)]
    return [str(cluster.programs / "postgres"), "-D", str(cluster.data), *arguments]


def as_user(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def wait_until_it_answers(cluster: Cluster, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NoPostgresError(f"PostgreSQL ended by itself:\n{cluster.log_tail()}")
        asked = subprocess.run(
            [cluster.programs / "pg_isready", "--host", cluster.folder, "--quiet"], check=False
        )
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgresError(f"PostgreSQL did not answer within {READY_SECONDS} seconds:\n{cluster.log_tail()}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """SIGINT is its fast shutdown: it does not wait for those who are connected."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
