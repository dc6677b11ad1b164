"""Which versions of the product made the data, and the refusal of data from before the first of them."""
