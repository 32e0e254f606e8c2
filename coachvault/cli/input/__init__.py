"""What a person or a script gives to a command: the editor, forms, text on stdin, days, recovery words.

What is given is checked here for its form, and for its meaning by a service.
"""
