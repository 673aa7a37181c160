"""Leadbook: qualified leads from any list, shared against quota and explained, behind a workbook.

Nothing heavy is imported here: the start-up time is felt on every button.
"""

__version__ = "0.1.0"
