"""Plan templates: their schema, their answer kinds, their loader and the texts that ship."""
