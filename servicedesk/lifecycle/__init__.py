"""What is done with a question from asking to closing: each verb checks, saves, logs, and plans the mails."""
