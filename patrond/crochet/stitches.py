"""The stitches: one table of names, counts, height and yarn, from which parsing, evaluation and help are drawn.

>>> stitch("sc").abbreviation(Terms.FR), stitch("sc").abbreviation(Terms.UK)
('ms', 'dc')
>>> stitch("inc").produced, stitch("dec").consumed
(2, 2)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from patrond.crochet.pattern import Terms


class Kind(StrEnum):
    """What a stitch is, as far as counting and levels are concerned."""

    CHAIN = "chain"
    SLIP = "slip"
    PLAIN = "plain"
    INCREASE = "increase"
    DECREASE = "decrease"
    CLUSTER = "cluster"
    POST = "post"
    PICOT = "picot"
    SHELL = "shell"
    FOUNDATION = "foundation"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Stitch:
    """One stitch.

    ``consumed`` and ``produced`` are stitches of the line below and of this line. ``height`` and ``yarn`` are
    relative to a single crochet of the same yarn and hook; ``chains`` is the turning chain of its height.
    ``base`` is the plain stitch that an increase, decrease, cluster or post stitch is made of. ``names`` holds for
    each terms every name it goes by: first the abbreviation that is written, then the full name, then what else
    is read. ``row`` are its anchors, where they are not just its stitches: those of a V-stitch have a space between.
    """

    id: str
    kind: Kind
    consumed: int
    produced: int
    height: float
    yarn: float
    chains: int
    base: str
    names: Mapping[Terms, tuple[str, ...]] = field(hash=False)
    row: tuple[int, ...] = ()

    def abbreviation(self, terms: Terms) -> str:
        """The abbreviation to write: ``ms`` in French, ``sc`` in the US, ``dc`` in the UK."""
        return self.names[terms][0]

    def name(self, terms: Terms) -> str:
        """The full name: "maille serrée", "single crochet", "double crochet"."""
        return self.names[terms][1]


# Heights and yarn: Craft Yarn Council and measured swatches; those of tr, dtr, decreases and crab are inferred.
# Columns: id kind in>out height yarn chains base : French names : US names : UK names (as the US where empty).
_TABLE = """
ch     chain       0>0  0    0.42 1 ch  : ml|maille en l'air|ma|m en l'air|m.l.|m.a.|m. en l'air|maille chaînette|maille-chaînette|m chaînette|m. chaînette|m. air|m air|m. ch.|m. ch : ch|chain|chain stitch|chs|ch st|ch.st.|ch. st.|c.s.|chain stitches :
slst   slip        1>1  0    0.5  0 slst: mc|maille coulée|m coulée|m.c.|m. coulée|m. coul.|petite maille serrée|petite m. serrée|petite m serrée|chaîne serrée : sl st|slip stitch|slst|sl-st|ss|slip st|sl sts|sl.st|sl.st.|sl stitch|slip-stitch|slipstitch|s.s.|sl : ss|slip stitch|sl st|slst|sl-st|slip st|sl sts|sl.st|sl.st.|sl stitch|slip-stitch|slipstitch|s.s.|sl
sc     plain       1>1  1    1    1 sc  : ms|maille serrée|m serrée|m.s.|m. serrée|m. ser.|maille simple|m simple|m. simple : sc|single crochet|scs|s.c.|s c|simple crochet|sbn : dc|double crochet|dcs|d.c.|d c|double
hdc    plain       1>1  1.5  1.45 2 hdc : demi-br|demi-bride|db|dB|demi-b|demi bride|demi br|d.b.|demi-b.|½ br|½ bride|½br|½ b|demie-bride|demie bride|demi-barrette : hdc|half double crochet|half-double crochet|h.d.c.|h d c|half dc|half-dc|s d c|short double crochet : htr|half treble crochet|half treble|half-treble|h.tr.|h tr|half tr
dc     plain       1>1  2.1  2    3 dc  : br|bride|b|bs|brs|bride simple|bride ordinaire|barrette : dc|double crochet|dcs|d.c.|d c : tr|treble crochet|treble|trs|tr.|tr st|treble stitch|long|long stitch|l s
tr     plain       1>1  3    2.8  4 tr  : dbr|double bride|double-bride|double br|dble bride|double barrette : tr|treble crochet|treble|trc|tr c|tr.c.|t.c.|triple crochet|triple|trebles : dtr|double treble crochet|double treble|d.tr.|d tr|double long|double long stitch|d l s
dtr    plain       1>1  4    3.6  5 dtr : tbr|triple bride|tb|trbr|triple-bride|triple br : dtr|double treble crochet|double treble|d tr c|d.tr.c. : trtr|triple treble crochet|triple treble|ttr|t.tr.|tr tr|trip tr
esc    plain       1>1  1.3  1.25 2 esc : msa|maille serrée allongée|ms allongée : esc|extended single crochet|exsc|ext sc : edc|extended double crochet|exdc|ext dc
inc    increase    1>2  1    2    0 sc  : aug|augmentation|augm|augmenter : inc|increase|incr|sc inc|inc sc|sc increase|single crochet increase|incs|inv inc|inv-inc|invisible increase : inc|increase|incr|dc inc|inc dc|dc increase|double crochet increase|incs
inc3   increase    1>3  1    3    0 sc  : aug3|augmentation triple|double augmentation|double aug|aug double|aug triple : inc3|triple increase|double increase|double inc|triple inc :
dec    decrease    2>1  1    1.6  0 sc  : dim|diminution|diminuer|dim invisible|diminution invisible : dec|decrease|decr|invdec|inv dec|invisible decrease|invisible dec|sc dec|dec sc|sc decrease|single crochet decrease|decs|inv-dec|inv-sc2tog|inv sc2tog|invisible sc2tog : dec|decrease|decr|invdec|inv dec|invisible decrease|invisible dec|dc dec|dec dc|dc decrease|double crochet decrease|decs|inv-dec|inv dc2tog|inv-dc2tog
dec3   decrease    3>1  1    2.4  0 sc  : dim3|diminution double|double diminution|double dim|dim double : dec3|double decrease|double dec :
popcorn cluster    1>1  2.1  10   0 dc  : pop|point popcorn|popcorn|pc : pop|popcorn|popcorn stitch|popcorn st|pc st :
bobble cluster     1>1  2.1  10   0 dc  : nope|point nope|noppe|point noppe|bobble : bo|bobble|bobble stitch|bobble st|bob :
puff   cluster     1>1  1.5  4.4  0 hdc : puff|point soufflé|point puff|ps : puff|puff stitch|puff st :
cluster cluster    1>1  2.1  6    0 dc  : grappe|point grappe : cl|cluster :
shell  shell       1>5  2.1  10   0 dc  : coq|coquille|éventail : sh|shell|shell stitch|shell st|fan :
vst    shell       1>2  2.1  4.42 0 dc  : pt V|point V|point en V|V : v-st|v-stitch|v st|v stitch|vst|V|Vs|V-sts|v sts :
picot  picot       0>0  0    1.26 0 ch  : picot|picot|pic : picot|picot :
crab   special     1>1  1    1.2  1 sc  : pt écrevisse|point d'écrevisse|point écrevisse|écrevisse|mse : rsc|reverse single crochet|reverse sc|crab stitch|crab st : rdc|reverse double crochet|reverse dc|crab stitch|crab st
spike  special     1>1  1    1.6  0 sc  : ms plongeante|maille serrée plongeante|bride plongeante|br plongeante|maille plongeante : spike|spike stitch|spike st|spike sc : spike|spike stitch|spike st|spike dc
fpsc   post        1>1  0.7  1    0 sc  : msrav|maille serrée en relief avant|ms relief avant|ms en relief avant|ms rav : FPsc|front post single crochet|fp sc : FPdc|front post double crochet|fp dc
bpsc   post        1>1  0.7  1    0 sc  : msrar|maille serrée en relief arrière|ms relief arrière|ms en relief arrière|ms rar : BPsc|back post single crochet|bp sc : BPdc|back post double crochet|bp dc
fphdc  post        1>1  1.2  1.45 0 hdc : dbrav|demi-bride en relief avant|demi-br relief avant|demi-br en relief avant|demi-br rav : FPhdc|front post half double crochet|fp hdc : FPhtr|front post half treble crochet|fp htr
bphdc  post        1>1  1.2  1.45 0 hdc : dbrar|demi-bride en relief arrière|demi-br relief arrière|demi-br en relief arrière|demi-br rar : BPhdc|back post half double crochet|bp hdc : BPhtr|back post half treble crochet|bp htr
fpdc   post        1>1  1.8  2    0 dc  : brav|bride en relief avant|br relief avant|br en relief avant|br rav|bride relief avant|brrav : FPdc|front post double crochet|fp dc : FPtr|front post treble crochet|fp tr|RtrF|raised treble front
bpdc   post        1>1  1.8  2    0 dc  : brar|bride en relief arrière|br relief arrière|br en relief arrière|br rar|bride relief arrière|brrar : BPdc|back post double crochet|bp dc : BPtr|back post treble crochet|bp tr|RtrB|raised treble back
fptr   post        1>1  2.7  2.8  0 tr  : dbrrav|double bride en relief avant|dbr relief avant|dbr en relief avant|dbr rav : FPtr|front post treble crochet|fp tr : FPdtr|front post double treble crochet|fp dtr
bptr   post        1>1  2.7  2.8  0 tr  : dbrrar|double bride en relief arrière|dbr relief arrière|dbr en relief arrière|dbr rar : BPtr|back post treble crochet|bp tr : BPdtr|back post double treble crochet|bp dtr
fsc    foundation  0>1  1    1.42 0 sc  : fms|maille serrée de fondation|ms de fondation : fsc|foundation single crochet|foundation sc : fdc|foundation double crochet|foundation dc
fhdc   foundation  0>1  1.5  1.87 0 hdc : fdb|demi-bride de fondation|demi-br de fondation : fhdc|foundation half double crochet|foundation hdc : fhtr|foundation half treble crochet|foundation htr
fdc    foundation  0>1  2.1  2.42 0 dc  : fbr|bride de fondation|br de fondation : fdc|foundation double crochet|foundation dc : ftr|foundation treble crochet|foundation tr
"""  # noqa: E501 — a table reads better in long rows than in broken ones


def _rows() -> Iterator[Stitch]:
    for row in _TABLE.strip().splitlines():
        head, french, american, british = (part.strip() for part in row.split(":"))
        id, kind, counts, height, yarn, chains, base = head.split()
        consumed, produced = counts.split(">")
        names = {Terms.FR: french, Terms.US: american, Terms.UK: british or american}
        yield Stitch(
            id=id,
            kind=Kind(kind),
            consumed=int(consumed),
            produced=int(produced),
            height=float(height),
            yarn=float(yarn),
            chains=int(chains),
            base=base,
            names=MappingProxyType({terms: tuple(text.split("|")) for terms, text in names.items()}),
            row=(1, -1, 1) if id == "vst" else (),
        )


STITCHES: Mapping[str, Stitch] = MappingProxyType({row.id: row for row in _rows()})
"""Every stitch by its id, which is its US abbreviation in small letters without spaces (``sc``, ``slst``, ``fpdc``)."""

TURNING_CHAINS: Mapping[int, str] = MappingProxyType({1: "sc", 2: "hdc", 3: "dc", 4: "tr", 5: "dtr"})
"""Which stitch a turning chain of so many chains is as high as."""


def stitch(id: str) -> Stitch:
    """The stitch of that id; KeyError where there is none."""
    return STITCHES[id]


def together(base: Stitch, number: int) -> Stitch:
    """``number`` stitches worked together over ``number`` stitches: ``dc3tog``, "3 br ensemble"."""
    known = {("sc", 2): "dec", ("sc", 3): "dec3"}.get((base.id, number))
    if known:
        return STITCHES[known]
    return replace(
        base,
        id=f"{base.id}{number}tog",
        kind=Kind.DECREASE,
        consumed=number,
        produced=1,
        yarn=0.8 * number * base.yarn,
        base=base.id,
    )


def in_one(base: Stitch, number: int) -> Stitch:
    """``number`` stitches worked into one: an increase of that base."""
    known = {("sc", 2): "inc", ("sc", 3): "inc3"}.get((base.id, number))
    if known:
        return STITCHES[known]
    return replace(
        base,
        id=f"{base.id}inc{number}",
        kind=Kind.INCREASE,
        consumed=1,
        produced=number,
        yarn=number * base.yarn,
        base=base.id,
    )
