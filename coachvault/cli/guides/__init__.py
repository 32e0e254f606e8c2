"""Conversations that lead a person through a job of several steps.

A guide decides nothing: each step calls the service that a script would call.
"""
