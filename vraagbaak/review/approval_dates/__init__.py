"""The approval task in which an approver may also set the next review date."""
