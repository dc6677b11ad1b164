"""The web addresses to which published answers link, and the background check whether these still work."""
