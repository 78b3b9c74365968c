"""Keys on disk: key files, the sealed vault key, and what they open."""
