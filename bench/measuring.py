"""Asking our own machine for pages, and what the times say."""

import statistics
import time
import urllib.request
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

CALLERS = 4


def seconds_to_answer(url: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 - our own machine
        response.read()
    return time.perf_counter() - began


def pages_per_second(url: str, *, requests: int) -> float:
    """With four callers at a time, after one request that fills what is kept in memory."""
    seconds_to_answer(url)
    began = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(seconds_to_answer, [url] * requests))
    return requests / (time.perf_counter() - began)


def percentiles(urls: Iterable[str]) -> tuple[float, float]:
    """Median and 95th percentile in seconds, one caller."""
    times = sorted(seconds_to_answer(url) for url in urls)
    return statistics.median(times), times[int(len(times) * 0.95)]


def table(rows: Sequence[tuple[str, str]]) -> str:
    lines = [("What", "Measured"), ("---", "---"), *rows]
    return "\n".join(f"| {what} | {measured} |" for what, measured in lines)
