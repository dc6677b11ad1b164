"""What is put on the web: public pages, portal, APIs, background work and the demo, with settings and URLs."""
