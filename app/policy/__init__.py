"""What county IT decides for a machine: read, believed when signed, and in force."""
