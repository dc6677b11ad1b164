"""Memory use of the processes of a web server, as Linux counts it."""

from pathlib import Path

KILOBYTES_PER_MB = 1024


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text(encoding="ascii").split()]


def memory_mb(pid: int) -> dict[str, float]:
    """RSS: everything; PSS: shared memory divided among the processes that share it; USS: unshared memory."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / KILOBYTES_PER_MB for line in lines}
    return {
        "rss": sizes["Rss"],
        "pss": sizes["Pss"],
        "uss": sizes["Private_Clean"] + sizes["Private_Dirty"],
    }


def peak_mb(pid: int) -> float:
    """The most it ever held, until now; 0 of a process that has ended.

    What the system tells afterwards also counts what its parent held when it started it.
    """
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    sizes = [line for line in lines if line.startswith("VmHWM:")]
    return int(sizes[0].split()[1]) / KILOBYTES_PER_MB if sizes else 0.0


def reset_peak() -> None:
    """Restarts the measurement of the peak of this process."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def largest_child(pid: int) -> dict[str, float]:
    """The largest of the processes that answer requests."""
    return max(map(memory_mb, children_of(pid)), key=lambda sizes: sizes["rss"])
