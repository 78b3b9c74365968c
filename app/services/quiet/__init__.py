"""The quiet check: what is worth a second look before a person's text leaves the house."""
