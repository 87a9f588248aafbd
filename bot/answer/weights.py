"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -2.04, 0.02, 0.0, 0.94, 0.01, 0.18, -0.89, -0.19, -0.94, 0.68, 0.01, 0.01, -0.17, 0.0, 0.04, -0.55,
    0.0, 0.35, 1.96, -0.56, -0.89, 0.83, -0.83, -0.93, -0.28, -0.09, -0.38, -0.68, -0.98,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.12
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
