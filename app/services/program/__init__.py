"""What the program does for itself: practice, news, licences, self-test, diagnostics."""
