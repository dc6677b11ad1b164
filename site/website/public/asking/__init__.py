"""Asking a question, step by step: the question, suggestions, an e-mail code where demanded, details, sending."""
