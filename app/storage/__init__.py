"""The vault: encrypted storage, history and copies. The only place that knows SQL."""
