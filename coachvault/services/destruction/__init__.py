"""Destroying what is due: the plan, the act, the copies, and the certificate.

Nothing is destroyed without a confirmation, on a hold, or by a clock that is ahead.
"""
