"""The terminal: commands, prompts, output, exit codes. Parse, one call to a service, show."""
