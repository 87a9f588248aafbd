"""Numbers with what they count: "at least 310 seats in the 465-member lower house"."""

from bot.extract.figures.read import read_figures

__all__ = ["read_figures"]
