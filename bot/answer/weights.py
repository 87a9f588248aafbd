"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -1.81, 0.04, 0.01, 1.06, 0.26, 0.04, -0.43, -0.15, -1.13, 0.8, -0.72, 0.19, 0.04, -0.43,
    0.12, 0.92, 1.52, -0.54, -1.06, 0.85, -0.75, -0.31, -0.47, -0.8,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.16
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
