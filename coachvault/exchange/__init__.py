"""Documents out: the files next to a backup or an archive, for the person who opens it one day."""
