"""The rules of the house as tests: each measures one thing, and each is seen to bite on a bad sample of its own."""
