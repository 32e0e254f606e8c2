"""Values to text: for people, for scripts, and safe for a terminal. Nothing is written here."""
