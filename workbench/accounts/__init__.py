"""People: who they are, how they sign in, and which role they have in which organisation.

What a role may do with a plan is said by the feature that owns the plan.
"""
