"""The mail that tells owners and managers, once for each page, which reviews are due (rule 4)."""
