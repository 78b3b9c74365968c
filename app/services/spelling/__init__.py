"""Spelling: which words are right, by Hunspell dictionaries that lie on the computer."""
