"""Our vocabulary of controls; they know nothing of cases."""
