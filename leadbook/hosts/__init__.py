"""What sets the buttons up on this computer: places, programs, and whether they fit together.

Everything here is per user and needs no administrator. Nothing of the user besides Leadbook's own files is touched.
"""
