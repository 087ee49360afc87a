"""The web ground: who may in, the form base, messages, navigation, errors, headers; it knows no feature."""
