"""Plans: their content, the guided forms that fill it, progress and checks, history and snapshots.

A *part* is one page of the forms; a *piece* is what is saved at once: the answer to one question, or one row of a set.
Papers, review and submission live in features above; they read a plan as ``PlanContent`` and nothing else.
"""
