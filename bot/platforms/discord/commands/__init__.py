"""The slash commands, one module per feature. They parse, call one flow or store verb, and word what comes of it."""
