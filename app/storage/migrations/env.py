"""Run by Alembic: the steps use the connection, and the transaction, they are handed."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
