"""Areas of the Netherlands and what is published about them: figures with source and year, boundaries, postcodes.

An *area* is the country, a municipality, a wijk or a buurt, known by the code of Statistics Netherlands (CBS).
A *figure* is the value of one indicator in one area and year, from one source. What a plan says of its own
neighbourhood belongs to ``plans``: a figure taken over into a plan never changes with a later import.
"""
