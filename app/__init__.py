"""Leia: from a first question to a printed career plan, offline and encrypted."""

__version__ = "0.1.0"
