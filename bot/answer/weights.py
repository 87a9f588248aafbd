"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -1.94, 0.03, 0.0, 0.79, 0.02, 0.14, -0.94, -0.2, -0.47, 0.56, 0.01, 0.01, -0.01, 0.01, 0.06, -0.56,
    0.0, 0.56, 1.99, -0.43, -0.41, 0.83, -0.73, -1.01, -0.28, -0.01, -0.5, -0.61, -0.26, -0.7, -0.97,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.14
"""An answer from a sentence less likely to be right than this is not given (docs/answers.md)."""
