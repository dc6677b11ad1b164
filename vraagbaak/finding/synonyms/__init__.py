"""The synonyms that editors manage, and how the search engine gets them."""
