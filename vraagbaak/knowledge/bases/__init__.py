"""Knowledge bases and the topics that divide them, as pages in the tree."""
