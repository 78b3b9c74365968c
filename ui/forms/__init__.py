"""Fields bound to one case while it is edited."""
