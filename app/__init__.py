"""Leia: from a first question to a printed career plan, offline and encrypted."""

__version__ = "0.2.0"
