"""Shares in percents with one decimal; None of nothing."""


def percents(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def percents_rounded_down(part: int, whole: int) -> float | None:
    """A hundred only when it is all."""
    return part * 1000 // whole / 10 if whole else None
