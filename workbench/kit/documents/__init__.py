"""Documents: HTML to tagged PDF in a bounded process, with our own typefaces and drawings, fetching nothing.

``render`` is what callers use; ``engine`` is the process it starts, the only module that loads WeasyPrint.
"""
