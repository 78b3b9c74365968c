"""Conversation templates: the built-in ones, and those of the centre."""
