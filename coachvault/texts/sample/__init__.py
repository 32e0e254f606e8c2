"""The made-up practice of the tour, one module a client. Nobody in it exists, and nothing in it happened."""
