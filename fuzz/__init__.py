"""Hostile input: mutated exports, hostile strings for every pattern, and shapes that are large or deep.

``python -m fuzz --help`` lists the commands. Nothing here is part of what is installed.
"""
