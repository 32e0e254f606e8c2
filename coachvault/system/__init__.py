"""The real machine: files, paths, the process and the clock. What the bytes mean is known elsewhere."""
