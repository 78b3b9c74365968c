"""What storage hands out besides the entities themselves: values, never rows."""
