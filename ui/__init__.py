"""The windows. Knows app; app does not know it."""
