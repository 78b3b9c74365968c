"""Top-level windows and the few dialogs."""
