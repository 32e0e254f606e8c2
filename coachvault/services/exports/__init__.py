"""Accounts and tables that leave as files: the register, the coaching log, everything.

Each file is listed as readable until it is deleted, and each departure is recorded.
"""
