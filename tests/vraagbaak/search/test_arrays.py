"""Files of arrays: what is written is read, and damage is noticed."""

import os
from pathlib import Path

import hypothesis.extra.numpy as of_numpy
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from vraagbaak.search.arrays import Array, ArrayFile, UnreadableArraysError, write_arrays

KINDS = st.sampled_from(["u1", "u2", "u4", "u8", "f2", "f4", "i8"]).map(np.dtype)
ARRAYS = KINDS.flatmap(lambda kind: of_numpy.arrays(kind, st.integers(0, 50)))


def written(folder: Path, arrays: dict[str, Array]) -> Path:
    path = folder / "file.posts"
    with path.open("wb") as file:
        write_arrays(file, arrays)
    return path


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(arrays=st.dictionaries(st.text(max_size=8), ARRAYS, max_size=6))
def test_arrays_come_back_as_they_went_in(tmp_path: Path, arrays: dict[str, Array]) -> None:
    file = ArrayFile(written(tmp_path, arrays))

    assert file.names() == list(arrays)
    for name, array in arrays.items():
        assert file.array(name).dtype == array.dtype
        assert file.array(name).tobytes() == array.tobytes()


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (0, 1), (3, 7), (9, 10), (0, 10), (7, 3)])
def test_a_piece_is_read_by_its_position(tmp_path: Path, start: int, stop: int) -> None:
    numbers = np.arange(10, dtype=np.uint32)
    file = ArrayFile(written(tmp_path, {"before": numbers[:3], "numbers": numbers}))

    assert file.piece("numbers", start, stop).tolist() == numbers[start:stop].tolist()


def test_a_name_that_is_not_there_is_empty(tmp_path: Path) -> None:
    file = ArrayFile(written(tmp_path, {}))

    assert ("x" in file, file.size("x"), file.array("x").tolist()) == (False, 0, [])


def test_a_removed_file_can_be_read_by_who_has_it_open(tmp_path: Path) -> None:
    path = written(tmp_path, {"numbers": np.arange(5, dtype=np.uint32)})
    file = ArrayFile(path)
    path.unlink()

    assert file.array("numbers").tolist() == [0, 1, 2, 3, 4]


def test_a_file_is_closed_when_nobody_holds_it(tmp_path: Path) -> None:
    path = written(tmp_path, {})
    before = len(os.listdir("/proc/self/fd"))
    files = [ArrayFile(path) for _ in range(20)]
    during = len(os.listdir("/proc/self/fd"))
    files.clear()

    assert (during - before, len(os.listdir("/proc/self/fd")) - before) == (20, 0)


def test_a_file_cut_off_anywhere_is_not_whole(tmp_path: Path) -> None:
    path = written(tmp_path, {"numbers": np.arange(20, dtype=np.uint32)})
    content = path.read_bytes()
    readable = []
    for length in range(len(content)):
        path.write_bytes(content[:length])
        try:
            ArrayFile(path)
        except UnreadableArraysError:
            continue
        readable.append(length)

    assert readable == []


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 1_000, b"arrays01" * 20, b"Z" * 24])
def test_garbage_is_no_file_of_arrays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "garbage.posts"
    path.write_bytes(content)

    with pytest.raises((UnreadableArraysError, ValueError)):
        ArrayFile(path)


def test_a_file_that_shrinks_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path, {"numbers": np.arange(1_000, dtype=np.uint32)})
    file = ArrayFile(path)
    path.write_bytes(path.read_bytes()[:100])

    with pytest.raises(UnreadableArraysError):
        file.array("numbers")
