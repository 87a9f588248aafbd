"""A language is a folder of tables; `bot.extract.lang.en` is the first."""
