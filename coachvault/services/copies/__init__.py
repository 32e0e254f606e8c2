"""Copies of the vault: made, verified, restored, and caught up with what ended meanwhile.

A copy never brings back what was destroyed where the present vault is known.
"""
