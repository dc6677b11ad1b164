"""Who may see what: the audiences, and the groups of people that come with the product (rule 5)."""
