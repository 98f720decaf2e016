"""The parts that things are made of, by the nouns that name them in French and English: one closed table.

>>> parts_named("Pattes avant (x2)"), parts_named("Back panel")
(('paw',), ('back', 'panel'))
"""

from collections.abc import Mapping
from functools import lru_cache

from patrond.crochet.grammar.normalise import fold
from patrond.crochet.pattern import Language

# Part: French nouns : English nouns. Plurals are folded; irregular ones are listed. No noun that also names a place to
# sew to (belly, cheek, neck, back of a body), and none that is mostly bought or embroidered (eye, nose, button).
_TABLE = """
head    : tête : head
body    : corps|torse|buste : body|torso
arm     : bras : arm
leg     : jambe|cuisse : leg
paw     : patte : paw
foot    : pied : foot|feet
hand    : main : hand
ear     : oreille : ear
tail    : queue : tail
wing    : aile : wing
fin     : nageoire|aileron : fin|flipper
horn    : corne : horn|antler
antenna : antenne : antenna|antennae
muzzle  : museau|truffe : muzzle|snout
trunk   : trompe : trunk
beak    : bec : beak
mane    : crinière : mane
front   : devant : front
back    : dos : back
sleeve  : manche : sleeve
collar  : col : collar
pocket  : poche : pocket
panel   : panneau|panneaux : panel
handle  : anse|poignée|bandoulière|sangle|lanière : handle|strap
gusset  : soufflet : gusset
flap    : rabat : flap
tie     : lien|cordon|cordelette : tie|cord|drawstring
trim    : fleur|pompon|frange|noeud|feuille|étoile : flower|pompom|fringe|tassel|bow|leaf|leaves|star
"""

LIMBS = frozenset({"arm", "leg", "paw", "foot", "hand"})
"""What an author may call by one another's name: the four paws of a bear are its arms and legs."""

ACCESSORIES = frozenset({"handle", "gusset", "flap", "tie", "trim", "pocket", "collar"})
"""What is added to the main piece, however many stitches it has."""


def _nouns(column: int) -> Mapping[str, str]:
    rows = (row.split(":") for row in _TABLE.strip().splitlines())
    return {fold(noun): row[0].strip() for row in rows for noun in row[column].strip().split("|")}


NOUNS: Mapping[Language, Mapping[str, str]] = {Language.FR: _nouns(1), Language.EN: _nouns(2)}
"""The part that a folded noun names; the French "fin" is no flipper, the English "main" no hand."""


@lru_cache(maxsize=1024)
def parts_named(name: str) -> tuple[str, ...]:
    """The parts that a piece's name holds, in either language, in order."""
    words = [fold(word) for word in "".join(sign if sign.isalpha() else " " for sign in name).split()]
    found = (NOUNS[Language.FR].get(word) or NOUNS[Language.EN].get(word) for word in words)
    return tuple(part for part in found if part is not None)
