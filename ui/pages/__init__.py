"""What the main window shows, one module a page."""
