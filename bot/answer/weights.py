"""Fitted numbers: `python bench/answers.py --fit` prints this file anew from the development data."""

from __future__ import annotations

RANK = (
    3.37, 1.8, 1.58, 1.83, 1.69, 3.11, 0.44, 1.09, 0.08, 0.64, 1.15, 2.03, 0.14, -0.26, 1.59, 0.25, 0.0, -0.13,
    -1.51, -0.88, 0.17, 1.19, 0.72, -0.09, -0.4,
)  # fmt: skip
"""Weights of `rank.FEATURES`."""

CALIBRATION = (
    -2.04, 0.11, 0.05, 0.81, 0.43, -0.02, -0.21, -0.22, -1.09, 0.87, -0.51, 0.08, 0.28, -0.19, 0.51, 0.69, 1.08,
    -0.82, -0.6, 0.96, -0.69, -0.63, -0.41, -0.74,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.16
"""An answer less likely to be right than this is not given."""
