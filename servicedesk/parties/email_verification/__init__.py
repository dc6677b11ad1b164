"""Proof, by a code that is mailed, that somebody reads the mail of an e-mail address."""
