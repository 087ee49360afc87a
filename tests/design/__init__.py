"""The looks: colours that can be told apart, components that hang together, a script that stays small."""
