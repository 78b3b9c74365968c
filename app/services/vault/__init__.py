"""What is done with the vault: who gets in, copies, the way back, the log of who opened what."""
