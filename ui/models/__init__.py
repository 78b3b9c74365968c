"""Values as tables and lists."""
