"""Fitted numbers: `python bench/answers.py --fit` prints this file anew from the development data."""

from __future__ import annotations

RANK = (
    6.0,
    0.5,
    1.9,
    2.0,
    0.5,
    3.0,
    1.0,
    1.4,
    -0.3,
    1.0,
    1.0,
    1.0,
    0.5,
    0.5,
    0.5,
    0.6,
    0.0,
    0.3,
    -1.3,
    -0.8,
    0.0,
    0.7,
    -1.0,
    -0.5,
)
"""Weights of `rank.FEATURES`."""

CALIBRATION = (
    -1.0, 1.5, 0.4, 0.0, 1.0, 1.0, -1.5, -2.0, -1.0, 0.5, 0.5, 0.5, -2.0, -1.5, -3.0, 0.6, -3.0, -2.0, 0.0,
    0.0, 0.0, 0.0, 0.0,
)  # fmt: skip
"""Weights of `abstain.FEATURES` in the logarithm of the odds."""

THRESHOLD = 0.4
"""An answer less likely to be right than this is not given."""
