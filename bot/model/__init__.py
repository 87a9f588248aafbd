"""Frozen data that everything else speaks of; see docs/glossary.md for the words."""
