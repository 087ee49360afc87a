"""Attacks on the application from inside one process: every route as everybody, foreign ids, tokens, time, headers."""
