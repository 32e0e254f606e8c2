"""The commands, one module for each top-level word: parse, one call to a service, show."""
