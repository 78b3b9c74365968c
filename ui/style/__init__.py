"""Palette, stylesheet, fonts, focus ring."""
