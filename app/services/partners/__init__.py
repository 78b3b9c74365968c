"""Those the centre works with: found, suggested, taken in and out."""
