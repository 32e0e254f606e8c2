"""A raw mail as every text in it, wherever it stands, and what mail programs leave of a text.

What is asked, quoted or agreed to is not known here (`signoff.approval`).
"""
