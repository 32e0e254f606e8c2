"""Executors and readers: named, rehearsed, and led through the duty.

An executor is shown no note, and readers are shown one only together and for a recorded reason.
"""
