"""Fitted numbers: `python -m bench.answers --fit` prints them anew from the development data."""

from __future__ import annotations

RANK: tuple[float, ...] = (
    3.52, 1.64, 1.51, 1.69, 1.63, 3.08, 0.43, 0.98, 0.07, 0.63, 1.18, 1.78, 0.34, -0.39, 1.59, 0.34, 0.0, 0.04,
    -1.63, -0.93, 0.35, 1.1, 0.65, -0.05, -0.6,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION: tuple[float, ...] = (
    -1.94, 0.02, 0.01, 0.85, 0.44, 0.21, -0.33, -0.03, -0.95, 0.76, -0.54, 0.05, 0.08, -0.2, 0.27, 0.76, 1.14,
    -0.77, -0.7, 0.94, -0.77, -0.62, -0.55, -0.77,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.12
"""An answer from a sentence less likely to be right than this is not given: at it the quiz of docs/answers.md is kept."""
