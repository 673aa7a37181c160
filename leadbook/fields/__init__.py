"""Single values of an inquiry: text in, tidy value and finding out.

Every function is pure and idempotent: what it returns, given back to it, stays as it is. Nothing here asks the
network, the clock or a file; the day is an argument where it matters. Callers ask once per unique value.
"""
