"""Documents out: what stands beside a backup or an archive, for whoever opens it one day."""
