"""Input of a command, from a person or a script: the editor, forms, text on stdin, days, recovery words.

Its form is checked here, its meaning by a service.
"""
