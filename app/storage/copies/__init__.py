"""Copies that prove themselves: made, found, looked into, kept openable."""
