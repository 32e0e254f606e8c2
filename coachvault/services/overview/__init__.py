"""The day at a glance, the minute before a session, and the practice of the tour.

What is shown here is read from the other rooms, and nothing is decided.
"""
