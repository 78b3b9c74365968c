"""Who holds a key to the vault: let in, known to each other, given new keys, taken out."""
