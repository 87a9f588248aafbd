"""From the words under a pattern's names to a meaning. The names are the contract between tables and builders."""
