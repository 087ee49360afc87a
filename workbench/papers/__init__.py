"""Papers: a plan's documents, each a pure function of content, definition and what is known of the version.

Owns the PDF (HTML, then bytes), its proof of completeness and its cache; leaves the plan itself to ``plans``.
"""
