"""The options that change a size: fit, length, style, handles, sleeves. Words and factors, no measurements.

Sources of the figures: docs/crochet.md (slouchy 1.15-1.3 of the height, ease of garments, lengths of handles).
"""

from collections.abc import Mapping

from patrond.crochet.pattern import PatternType
from patrond.crochet.sizing.options import Known, Option

TOY_HEIGHTS = (5.0, 60.0)
SCARF_LENGTHS = (60.0, 300.0)
SCARF_WIDTHS = (5.0, 80.0)

HAT_FIT = Option(
    "fit|coupe|ajustement|hat_fit|hat_style|hat_type",
    {
        "slouchy": "slouch|slouchy|tombant|tombante|ample|loose|baggy|oversize|oversized",
        "fitted": "fitted|ajuste|ajustee|serre|serree|snug|tight|beanie|docker|pres du corps|marin",
        "regular": "classic|classique|regular|normal|normale|standard|droit",
    },
    shared="style|subtype|shape|forme",
)
SLOUCH = 1.2
FITTED_SHARE = 0.92  # of the head; else the chart's

HAT_BRIM = Option(
    "brim|bord|revers|cuff|brim_style|edge|bordure",
    {
        "folded": "folded|fold|revers|replie|double|cuffed|turn up",
        "ribbed": "ribbed|rib|ribbing|cote|cotes|a cotes",
        "plain": "plain|simple|none|no|non|sans|roule|rolled|roll|straight|droit",
    },
)
BRIM_CM, BRIM_SHARE = 4.0, 0.2  # of the height, at most; what is folded up is worked twice as high

SCARF_STYLE = Option(
    "scarf_style|scarf_type",
    {
        "double": "double|infinity|infini|infinie|deux tours|two loops",
        "snood": "snood|tube|col|cowl|tour de cou|cache cou|neck warmer",
        "open": "classic|classique|droite|straight|regular|echarpe|scarf|ouverte|open",
    },
    shared="style|shape|forme|subtype",
)
SCARF_LENGTH = Option(
    "length|longueur|scarf_length",
    {"short": "short|court|courte", "medium": "medium|moyen|moyenne", "long": "long|longue|extra long"},
    between=SCARF_LENGTHS,
)
SCARF_WIDTH = Option(
    "width|largeur|scarf_width",
    {"narrow": "narrow|skinny|etroite|etroit|fine|mince", "wide": "wide|large"},
    between=SCARF_WIDTHS,
)
SCARF_WIDTHS_OF = {"narrow": 12.0, "wide": 28.0}

TOY_HEIGHT = Option("amigurumi_size_cm|height_cm|size_cm|hauteur_cm|taille_cm|hauteur|height", between=(0.0, 999.0))

BAG_HANDLES = Option(
    "handles|handle|anses|anse|handle_length|handles_length|handle_type|longueur_anses|straps|strap",
    {
        "hand": "hand|main|short|court|courte|courtes|courts",
        "shoulder": "shoulder|epaule|long|longue|longues|longs",
    },
    between=(20.0, 80.0),
)
HANDLES_OF = {"hand": 36.0, "shoulder": 62.0}

GARMENT_FIT = Option(
    "fit|coupe|aisance|ease",
    {
        "oversize": "oversize|oversized|tres ample",
        "loose": "loose|ample|large|relaxed|decontracte",
        "fitted": "fitted|ajuste|ajustee|pres du corps|slim|cintre|cintree",
        "classic": "classic|classique|regular|normal|normale|standard|droit|droite",
    },
    shared="style|subtype|silhouette",
)
EASES = {"fitted": 0.0, "classic": 5.0, "loose": 10.0, "oversize": 15.0}  # cm added to the chest

GARMENT_LENGTH = Option(
    "length|longueur|body_length|longueur_corps",
    {
        "cropped": "cropped|crop|short|court|courte",
        "regular": "regular|classic|classique|normal|normale|standard|medium|moyen|moyenne",
        "long": "long|longue|tunique|tunic",
    },
    between=(15.0, 95.0),
)
LENGTHS_OF = {"cropped": 0.82, "regular": 1.0, "long": 1.2}  # shares of the chart's length
LEAST_SIDE = 6.0  # cm of side seam below the armhole

SLEEVES = Option(
    "sleeves|sleeve|manches|manche|sleeve_length|longueur_manches",
    {
        "none": "none|sans|sleeveless|no|non|0|without|aucune|debardeur|tank",
        "three_quarter": "3 4|trois quarts|three quarter|three quarters|mi longues|mi longue|elbow|coude",
        "short": "short|court|courte|courtes|courts",
        "long": "long|longue|longues|longs|full|yes|oui",
    },
)
SLEEVELESS = Option("", {"none": "sans manches|sleeveless|debardeur|tank|tank top"}, shared="style|subtype")
SLEEVES_OF = {"none": 0.0, "short": 0.3, "three_quarter": 0.65, "long": 1.0}  # shares of the way to the wrist

OF_SIZE: Mapping[PatternType, tuple[Known, ...]] = {
    PatternType.HAT: (HAT_FIT, HAT_BRIM),
    PatternType.SCARF: (SCARF_STYLE, SCARF_LENGTH, SCARF_WIDTH),
    PatternType.AMIGURUMI: (TOY_HEIGHT,),
    PatternType.BAG: (BAG_HANDLES,),
    PatternType.GARMENT: (GARMENT_FIT, GARMENT_LENGTH, SLEEVES, SLEEVELESS),
}
"""What :func:`patrond.crochet.sizing.sizes.resolve` honours of each type's options."""
