"""German words of datelines and of the lines above a text."""

from __future__ import annotations

STAMPS = frozenset(
    """veröffentlicht aktualisiert stand erschienen am um uhr vom den dem der zuletzt geändert datum von und mez mesz
    dpa afp reuters lesezeit minuten minute""".split()
)

COMMON = frozenset(
    """aber alle anderen auch beim bereits damit dann dass dazu deren diese diesem diesen dieser dieses doch durch eine
    einem einen einer eines etwa gegen haben hatte hatten heute hier ihre ihrem ihren ihrer immer jetzt kann keine
    konnte können mehr nach nicht noch oder ohne sagte schon sehr sein seine seinem seinen seiner seit sich sind sollen
    sowie unter viele waren wegen weil weiter wenn werden wieder wird worden wurde wurden zwei zwischen""".split()
)

NO_PLACES = frozenset(
    """der die das ein eine am im in um von vom zum zur und oder aber foto bild bilder video kommentar analyse interview
    eilmeldung korrektur berichtigung hinweis anmerkung redaktion autor stand datum heute gestern morgen update
    exklusiv hintergrund überblick fragen live liveblog ticker wir sie er es ich was wer wo wie wann warum nach vor bei
    mit ohne seit bis als wenn ab für""".split()
)

AGENCIES = frozenset("dpa afp reuters apa sda keystone-sda epd kna sid ap afx dts ots tass xinhua".split())
