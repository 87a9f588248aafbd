"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    1.84, 1.32, 0.69, 0.73, 0.96, 1.38, 0.39, 0.62, 0.79, 0.66, 0.7, 0.7, 0.71, 1.08, 1.48, 0.89, 0.07, 0.89, 0.22,
    0.0, -0.09, -0.36, -1.15, -0.5, 0.51, 1.08, 0.22, -0.2, -0.64,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -2.01, 0.01, 0.02, 1.03, 0.5, 0.24, -0.75, -0.16, -0.31, 0.38, 0.01, 0.16, -0.01, 0.24, 0.07, -0.41, 0.0, 0.17,
    2.36, -0.37, -0.08, 0.35, -0.34, -0.62, -0.28, 0.0, -0.1, -0.85, -0.52, -0.71, -0.78,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.14
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
