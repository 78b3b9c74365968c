"""The field: people, meetings, plans, and the rules about them. Standard library only."""
