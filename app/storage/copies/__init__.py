"""Copies that prove themselves, and the way back from one."""
