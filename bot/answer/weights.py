"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -1.67, -0.04, -0.11, 1.1, 0.18, 0.11, -0.87, -0.18, -0.82, 0.81, -0.49, 0.25, -0.26, -0.48, 0.09, -0.59,
    0.16, 0.51, 2.03, -0.61, -0.86, 0.86, -0.84, -0.98, -0.28, -0.2, -0.54, -0.93,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.12
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
