"""Target areas of the sample calls, by the ids of the quarters (NIL) and boroughs (municipi) that past calls named.

"Periphery" has no single definition: each call names its own set. The office changes these lists in its own draft.
"""

from ..edition import TargetArea

PERIPHERY_NILS = (
    13,  # Greco
    14,  # Niguarda, Ca’ Granda
    17,  # Adriano
    19,  # Crescenzago
    23,  # Lambrate, Ortica
    28,  # Calvairate
    30,  # Taliedo, Morsenchio
    31,  # Ponte Lambro
    34,  # Chiaravalle
    35,  # Corvetto
    38,  # Vigentino
    39,  # Quintosole
    41,  # Gratosoglio
    42,  # Stadera, Spaventa
    46,  # Barona
    48,  # Ronchetto sul Naviglio
    49,  # Giambellino
    53,  # Lorenteggio
    54,  # Muggiano
    55,  # Baggio, Olmi
    57,  # San Siro
    62,  # Quinto Romano
    71,  # Cagnola, Villapizzone
    72,  # Certosa
    76,  # Quarto Oggiaro, Vialba
    77,  # Bovisa
    82,  # Comasina
    83,  # Bruzzano
)
"""The quarters that the calls of 2016, 2018 and 2020 listed by name."""

OUTSIDE_CENTRE = TargetArea(name="Tutta la città, tranne il Municipio 1", excluded_municipi=(1,))
PERIPHERY = TargetArea(
    name="Quartieri periferici e quartieri senza un laboratorio iscritto", nils=PERIPHERY_NILS
)
