"""Conversation templates as signed files, between centres and with Nav."""
