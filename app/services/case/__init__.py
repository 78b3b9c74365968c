"""What is done with one person's case, and with the centre's own folder, while it lies open."""
