"""How fast the robot of a meeting types, and how much faster than life all of it runs."""

KEYS_A_MINUTE = 400
KEY_MS = 60_000 // KEYS_A_MINUTE
"""From one key to the next."""
PACE = 15
"""How many times faster than life the robot types, and the program's clocks run with it."""
