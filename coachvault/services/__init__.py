"""What a coach does, one module a job. Services return values; they never print and never ask."""
