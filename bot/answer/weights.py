"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -2.08, 0.04, 0.02, 0.87, 0.02, 0.17, -0.95, -0.21, -0.98, 0.64, 0.02, 0.13, -0.01, 0.0, 0.12, -0.71,
    0.0, 0.74, 1.87, -0.4, -0.81, 0.88, -0.79, -1.03, -0.28, -0.01, -0.3, -0.79, -0.99,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.15
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
