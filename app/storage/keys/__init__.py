"""Who gets in: key files, the sealed vault key, colleagues, recovery."""
