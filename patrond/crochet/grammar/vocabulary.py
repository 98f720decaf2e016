"""The words of the craft beside the stitches: which phrase means what, in French and English.

The grammar is written once, over these symbols; a language is a table of phrases. Articles and verbs that carry no
count ("la", "the", "faire", "work") are noise and never reach the grammar.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Symbol(StrEnum):
    """What a word or phrase, or a sign, is to the grammar."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    STITCH = "stitch"
    WORD = "word"  # a word that no table knows

    STAR = "*"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    STOP = "."
    COLON = ":"
    DASH = "-"
    EQUALS = "="

    AND = "and"
    AROUND_POST = "around post"
    BASE = "base of"
    BETWEEN = "between"
    COLOUR = "colour"
    CORNER = "corner"
    COUNTER = "counter"
    COUNTS = "counts as"
    COUNTS_NOT = "counts not"
    DOUBLE = "double"
    EACH = "each"
    EVENLY = "evenly"
    ENDING = "ending"
    FIRST = "first"
    FROM = "from"
    FROM_HOOK = "from hook"
    GROUP = "group"
    IN = "in"
    JOIN = "join"
    LAST = "last"
    LAYERS = "layers"
    LIMB = "limb"
    LOOP = "loop"
    MANNER = "manner"
    MORE = "more"
    MOVE = "move"
    NEXT = "next"
    NOISE = "noise"
    NOTE = "note"
    ONE_LESS = "one less"
    OTHER_SIDE = "other side"
    PARTIAL = "partial"
    REJOIN = "rejoin"
    REMAIN = "remain"
    REPEAT = "repeat"
    RESULT = "result"
    RING = "ring"
    ROUND = "round"
    SAME = "same"
    SKIP = "skip"
    SPACE = "space"
    START_CHAIN = "start chain"
    TIMES = "times"
    TO = "to"
    TO_END = "to end"
    TOGETHER = "together"
    TOP = "top"
    TOTAL = "total"
    TURN = "turn"
    TWICE = "twice"
    UNIT = "unit"
    UNTIL = "until"
    AS = "as"


_FRENCH: Mapping[Symbol, str] = {
    Symbol.AND: "et|puis|ensuite|enfin|plus",
    Symbol.AROUND_POST: "autour de la|autour des|autour du|autour de",
    Symbol.AS: "comme|idem|id|id.|identique à|pareil que"
    "|de même que|pareil au|même chose que|idem que|comme au|comme pour|semblable au|semblable à",
    Symbol.BASE: "à la base de|à la base des|au pied de|au pied des|base de la|base des|pied de la|pied des",
    Symbol.COLOUR: "en blanc|en noir|en rouge|en bleu|en vert|en rose|en gris|en jaune|en beige|en marron|en couleur"
    "|blanc|blanche|noir|noire|rouge|bleu|bleue|vert|verte|rose|gris|grise|jaune|beige|marron|orange|violet|violette"
    "|crème|écru|couleur|coloris|avec la couleur|en col|avec le coloris|en ca|en cb",
    Symbol.COUNTER: "maille|m|pt|point|st|boucle|brin",
    Symbol.COUNTS: "compte comme|comptent comme|comptera comme|compte pour|comptent pour|qui compte comme|remplace"
    "|remplacent|compte|comptent|tient lieu de|tiennent lieu de|forme|forment|équivaut à|en comptant|en incluant",
    Symbol.COUNTS_NOT: "ne compte pas|ne comptent pas|ne compte jamais|non comptée|non comptées|non compté"
    "|sans compter|pas comptée|qui ne compte pas",
    Symbol.EACH: "chaque|chacune|chacun|toutes|tous|chaq|chaque maille du tour|chaque maille du rang|chaque m du tour"
    "|chaque m du rang|chaque m et ml|chaque maille et ml|chaque m et chaque ml|chaque maille et chaque ml"
    "|ttes|chq|ch m|ch. m|ch maille|ch. maille|ch ms|ch. ms|ch br|ch. br|ch bride|ch. bride|ch b|ch. b|ch bs"
    "|ch. bs|ch db|ch. db|ch demi-br|ch dbr|ch ml|ch. ml",
    Symbol.DOUBLE: "doubler|doublez|double",
    Symbol.EVENLY: "réparties|répartis|répartie|réparti|réparties régulièrement|réparties sur|réparties également"
    "|régulièrement|régulièrement réparties|en répartissant|répartir|répartissez|à intervalles réguliers",
    Symbol.ENDING: "en terminant par|terminer par|terminez par|finir par|en finissant par",
    Symbol.FIRST: "première|premières|1re|1ère|1ere|1er|premier|prem|prem.",
    Symbol.BETWEEN: "entre|entre les|entre deux",
    Symbol.CORNER: "coin|angle",
    Symbol.GROUP: "groupe|motif|demi-coquille|demi coquille|demi-éventail|demi éventail|demi-groupe",
    Symbol.FROM: "depuis|à partir de|à partir du|en partant de"
    "|en commençant dans|en commençant par|en commençant à"
    "|àpd|àp|à p de|à p du",
    Symbol.FROM_HOOK: "à partir du crochet|depuis le crochet|à partir crochet|en partant du crochet|du crochet"
    "|àpd crochet|àpd du crochet|àp du crochet|à p du crochet|à partir du croc|depuis le croc|du croc"
    "|à compter du crochet",
    Symbol.IN: "dans|sur|ds|dedans|piqué dans|piquées dans|en piquant dans",
    Symbol.JOIN: "joindre|fermer|fermé|fermée|fermées|fermez|joignez|fermeture|terminer par 1 mc|finir par 1 mc"
    "|terminer avec 1 mc|terminer par une mc|finir par une mc|terminer le tour|relier|former un rond|former un anneau"
    "|former un cercle|pour former un rond|pour former un anneau|pour former un cercle|pour fermer"
    "|réunir|réunir les extrémités|réunir en rond|réunir en cercle|fermer en rond|fermer en cercle"
    "|fermer en anneau",
    Symbol.LAST: "dernière|dernières|dernier|derniers|dern|dern.|der.",
    Symbol.LAYERS: "à travers les deux épaisseurs|à travers les 2 épaisseurs|dans les deux épaisseurs"
    "|dans les 2 épaisseurs|sur les deux épaisseurs|sur les 2 épaisseurs|en prenant les deux épaisseurs"
    "|en prenant les 2 épaisseurs|en piquant dans les deux épaisseurs|en piquant dans les 2 épaisseurs",
    Symbol.LIMB: "jambe|pied|patte|bras|corne|oreille|aile|branche",
    Symbol.LOOP: "brin arrière|brins arrière|brin avant|brins avant|brin arr|brin av|brin arrière uniquement|blo|flo"
    "|brin arr.|brin av."
    "|brin arrière seulement|brin avant uniquement|brin avant seulement|brins arrières|brins avants|b. arr|bar|bav"
    "|boucle arrière|boucle avant|boucle arrière seulement|boucle avant seulement|boucle arrière uniquement"
    "|boucle avant uniquement|troisième brin|3e brin|en brin arrière|en brin avant"
    "|en relief avant|en relief arrière|piquée en relief avant|piquée en relief arrière|piquées en relief avant"
    "|piquées en relief arrière|en relief par devant|en relief par derrière"
    "|ba|en ba|brins arr|brin arr.|brins arr.|brin de derrière|brin de devant|brin de l'arrière"
    "|brin de l'avant",
    Symbol.MORE: "de plus|encore|supplémentaire|supplémentaires|autres",
    Symbol.MOVE: "pour aller|pour arriver|pour se placer|pour rejoindre|pour atteindre|pour avancer",
    Symbol.NEXT: "suivante|suivantes|suivant|suivants|suiv|suiv.|prochaine|prochaines",
    Symbol.NOISE: "la|le|les|l'|de|des|du|d'|au|aux|faire|faites|crocheter|crochetez|crochète|travailler|réaliser"
    "|travaillez|réalisez|effectuer|ce|cette|ces|sa|son|ses|en|par|avec|pour|il|on|toujours|aussi|autant|simple"
    "|environ|exécuter|relever|continuer|continuez|sans augmenter|sans augmentation|sans diminuer|sans diminution"
    "|milieu du|milieu de la|milieu de l'|sans augmentation ni diminution|sans augmenter ni diminuer|souplement"
    "|du rang précédent|du tour précédent|de la rangée précédente|du rang d'en dessous"
    "|piquer|piquez|pique|commencer|commencez|commence|avancer|avancez|débuter|débutez|ajouter|ajoutez|rajouter|tricoter"
    "|tricotez|refaire|alternativement|le tout en|tout en|du rg précédent|du rg préc|du rg préc.|du rang préc"
    "|du rang préc.|du tour préc|du tour préc.|du tour d'avant|du rang d'avant|du tour inférieur"
    "|du rang inférieur|revenir|revenez|en faisant|du tour d'en dessous|uniquement",
    Symbol.NOTE: "rembourrer|rembourrez|placer|placez|mettre|mettez|poser|couper|coupez|arrêter|arrêtez|rentrer"
    "|rentrez|coudre|cousez|laisser une longueur|laisser un long|changer|changez|prendre|reprendre la couleur"
    "|changeant|en changeant|en alternant"
    "|passer à la couleur|passer au coloris|continuer en spirale|ne pas fermer|ne pas joindre|sans fermer|broder"
    "|glisser|marquer|tirer|serrer|resserrer|laisser 20|laisser 30|laisser 15|laisser 25|laisser 40|laisser une queue"
    "|stop|rabattre le fil|retirer|bourrer|commencer à rembourrer|insérer|fixer|nouer|masquer|garder le marqueur"
    "|déplacer"
    "|travailler en spirale|crocheter en spirale|repérer|bloquer|en laissant"
    "|y compris|sans oublier|avec le crochet|avec un crochet|au crochet|avec le fil|avec la laine|garnir|remplir|farcir"
    "|finir de rembourrer|finir de bourrer|bien rembourrer|plier|replier|aplatir|aplatissez|enfiler"
    "|passer le fil|passer un fil|passer au|passer en|enlever|épingler|n'oubliez pas|c'est-à-dire|c'est à dire",
    Symbol.ONE_LESS: "moins une",
    Symbol.OTHER_SIDE: "autre côté|de l'autre côté|autre côté de la chaînette|de l'autre côté de la chaînette"
    "|côté opposé|sur l'autre côté|dessous de la chaînette|des deux côtés|côté opposé de la chaînette"
    "|sur l'autre côté de la chaînette|en remontant"
    "|pivoter|pivotez|pivoter l'ouvrage|pivoter le travail|faire pivoter|faire pivoter l'ouvrage"
    "|tourner autour de la chaînette|en tournant autour de la chaînette",
    Symbol.PARTIAL: "laisser|laissez|ne pas crocheter|ne pas travailler|en attente|mettre en attente|non crochetée"
    "|non crochetées|sans travailler|rabattre|rabattez",
    Symbol.REJOIN: "rejoindre le fil|reprendre le fil|rattacher le fil|joindre le fil|attacher le fil|reprendre"
    "|joindre la couleur|joindre une nouvelle couleur|joindre le nouveau fil|reprendre les mailles|accrocher le fil",
    Symbol.REMAIN: "restante|restantes|restant|restants|il reste|reste|restent|rest|rest.",
    Symbol.REPEAT: "répéter|répétez|répète|rép|rép.|reprendre à|recommencer|répétition"
    "|rep|reprendre au signe|reprendre depuis|refaites|refaire de|recommencez|répétez toujours"
    "|répéter toujours",
    Symbol.RESULT: "soit|on obtient|on a|vous obtenez|vous avez|total|obtenir|il y a|total de|égal"
    "|nombre de mailles|pour obtenir|donne"
    "|vous aurez|vous devez avoir|vous devriez avoir|il doit y avoir|on aura|on doit avoir|tu as|tu obtiens"
    "|nous avons|ce qui fait|ce qui donne|ça fait",
    Symbol.RING: "à l'intérieur|cercle magique|anneau magique|rond magique|boucle magique|am|anneau|cercle|rond"
    "|cm magique|cm|cercle ajustable|anneau ajustable|mr|magic ring|magic circle",
    Symbol.ROUND: "tour|tours|rang|rangs|rg|rgs|rangée|rangées",
    Symbol.SAME: "même|mêmes"
    "|au même endroit|même endroit|à la base|à la base des 3 ml|à la base des 2 ml|à la base des 4 ml"
    "|au pied des 3 ml",
    Symbol.SKIP: "sauter|passer|sautez|passez|saute|passe|on saute|on passe|sauté|sautée|en sautant",
    Symbol.SPACE: "arceau|arceaux|espace|esp|arc|trou",
    Symbol.START_CHAIN: "monter|montez|chaînette|chaînette de|monter une chaînette de|faire une chaînette de|montage"
    "|chaînette de base|chaînette de départ|rang de base"
    "|on monte|monte|chaîne de|chaîne de base|chaîne|faire une chaîne de|former une chaînette de"
    "|faire une ch de|une ch de|ch de base",
    Symbol.TIMES: "x|fois",
    Symbol.TO: "à|jusque|au|aux",
    Symbol.TO_END: "jusqu'à la fin|jusqu'au bout|jusqu'à la fin du tour|jusqu'à la fin du rang|tout le tour"
    "|tout le rang|tout du long|tout autour|sur tout le tour|sur tout le rang|jusqu'au bout du rang|à la fin du tour"
    "|sur toute la longueur|jusqu'à la fin de la rangée|jusqu'en fin de rang|jusqu'en fin de tour|sur le tour"
    "|le long du rang|tout au long du tour|tout au long du rang|autour|à la fin du rang|jusqu'à la dernière maille"
    "|jusqu'à la dernière m|sur tout le pourtour|jusqu'à la fin de la chaînette|sur toute la chaînette"
    "|sur l'ensemble du rang|sur l'ensemble du tour|sur tout l'ensemble du rang|dans tout le tour|sur chaque maille"
    "|sur chaque maille du tour|sur chaque maille du rang"
    "|jusqu'au bout du tour|jusqu'au bout de la chaînette|sur toute la rangée"
    "|sur l'ensemble des mailles|tt le tour|tt le rang|tt autour",
    Symbol.TOGETHER: "ensemble|ens|ens.|écoulées ensemble|rabattues ensemble|fermées ensemble|coulées ensemble"
    "|écoulée ensemble|crochetées ensemble|rabattue ensemble|tog",
    Symbol.TOP: "haut de|haut des|sommet|sommet de|haut|dessus",
    Symbol.TOTAL: "au total|en tout",
    Symbol.TURN: "tourner|tournez|tourne|retourner|retourner l'ouvrage|tourner l'ouvrage|retournez|ne pas tourner"
    "|sans tourner|tournez l'ouvrage",
    Symbol.UNIT: "cm|mm|g|mètre|gr|gramme|min|pouce",
    Symbol.UNTIL: "jusqu'aux|jusqu'à|jusqu'au|jusqu'",
}

_ENGLISH: Mapping[Symbol, str] = {
    Symbol.AND: "and|then|plus|&|followed by|finally"
    "|end rnd with|end row with|ending round with|ending rnd with|ending row with|finish with|end",
    Symbol.AROUND_POST: "around post of|around the post of|around post|around the post",
    Symbol.AS: "as|like|same as|as for",
    Symbol.BASE: "base of|base of the|base of beginning|base of beg|foot of|foot of the|bottom of",
    Symbol.COLOUR: "in white|in black|in red|in blue|in green|in pink|in grey|in gray|in yellow|in beige|in brown"
    "|white|black|red|blue|green|pink|grey|gray|yellow|beige|brown|orange|purple|cream|in colour|in color"
    "|with colour|with color|colour|color|in main colour|in main color|with mc|with cc|in mc|in cc|using yarn"
    "|with yarn|in yarn|using colour|using color|using mc|using cc|contrast color|contrast colour|contrasting color"
    "|contrasting colour",
    Symbol.COUNTER: "st|sts|st's|stitch|stitches|stitch (st)|stitches (sts)|st (stitch)",
    Symbol.COUNTS: "counts as|count as|counting as|counted as|counts|equals|stands for|replaces"
    "|counts a|count a|counted|to stand for|stand for|to count as|to represent|represents|serves as|to serve as"
    "|counting the ch|counting ch|counting the chain|counting the turning ch|counting the turning chain",
    Symbol.COUNTS_NOT: "does not count|doesn't count|do not count|don't count|not counted|does not count as"
    "|not counting|never counts|not count"
    "|doesnt count|dont count|never count|not a stitch|not a st",
    Symbol.EACH: "each|every|all|ea|each st of the round|each st of the row"
    "|each stitch of the round|each stitch of the row"
    "|each st and ch|each st and each ch|each stitch and chain|each stitch and each chain",
    Symbol.EVENLY: "evenly|evenly spaced|spaced evenly|evenly distributed|evenly across|evenly around",
    Symbol.ENDING: "ending with|end with|ending|ends with|end round with|end row with|ending row with",
    Symbol.FIRST: "first|1st",
    Symbol.BETWEEN: "between|in between",
    Symbol.CORNER: "corner",
    Symbol.GROUP: "group|motif|granny cluster|half shell|half-shell|half fan|half-fan|half group",
    Symbol.FROM: "from|starting in|starting from|starting with|beginning in|beginning with|beginning from",
    Symbol.FROM_HOOK: "from hook|from the hook|from your hook|from needle|from the needle",
    Symbol.IN: "in|into|on|over|in the|onto",
    Symbol.JOIN: "join|joining|joined|close|to join|to form ring|to form a ring|to close|form a ring|close ring"
    "|close round|connect|connecting|to connect|join to form a ring|join to form ring|to form loop|to form a loop"
    "|form loop|to create a circle|to make a circle|to make a ring|to create a ring|to form a circle|to form circle"
    "|loop to make|make a circle",
    Symbol.LAST: "last",
    Symbol.LAYERS: "through both layers|through both thicknesses|through both sides|across both layers",
    Symbol.LIMB: "leg|foot|paw|arm|ear|horn|wing",
    Symbol.LOOP: "back loop only|back loops only|back loop|back loops|front loop only|front loops only|front loop"
    "|front loops|blo|flo|bl|fl|bl only|fl only|third loop|in the back loop only|through back loop|tbl|back lp|back lps"
    "|back lp only|back lps only|front lp|front lps|front lp only|front lps only|both lps|both loops",
    Symbol.MANNER: "working|worked in",
    Symbol.MORE: "more|additional|further",
    Symbol.NEXT: "next|following|foll|nxt|next available|any|nxt",
    Symbol.NOISE: "the|a|an|of|work|make|crochet|do|commence|with|at|by|for|you|your|made|place|you'll|just|again"
    "|at the end of this row|at the end of the row|at the end of this round|at the end of the round"
    "|of previous round|of the previous round|of previous row|of the previous row|from previous round"
    "|across each|worked|also|this|these|it|start|start with|begin|begin with|continue|continuing"
    "|without increasing|without decreasing|per|loosely|indicated|specified|distribute",
    Symbol.NOTE: "stuff|insert|add|attach eyes|place marker|place a marker|pm|mark|change|switch|cut|weave|sew"
    "|changing|alternating"
    "|leave a|leave long|leave 20|leave 30|fasten off|fasten|do not join|don't join|without joining"
    "|continue in spiral|continue in a spiral|begin stuffing|start stuffing|finish off|fo|pull|tighten|embroider"
    "|move|bind off|block|position|thread|close hole|close the hole|invisible join|use marker|cont in spiral"
    "|work in spiral|work in a spiral|start with colour|end off|tie|drop|carry|leaving|do not twist|being careful"
    "|taking care|without twisting|making sure|make sure|at end of|at the end of|f.o.|place your stitch marker"
    "|end of row|weave in|tie off|do not tie off|don't tie off|do not fasten off|don't fasten off|do not cut"
    "|holding|inserting hook|inserting the hook|inserting your hook",
    Symbol.ONE_LESS: "less one",
    Symbol.OTHER_SIDE: "other side|opposite side|other side of chain|opposite side of chain|other side of the chain"
    "|opposite side of the chain|along other side|on the other side|both sides|working along the other side"
    "|along opposite side|other side of foundation chain|opposite side of foundation chain|rotate"
    "|along the other side of the chain|along the opposite side of the chain|otherside|otherside of chain"
    "|other side of ch|opposite side of ch|other side of foundation ch|opposite side of foundation ch"
    "|opposite side of the foundation chain|other side of the foundation chain|other side of the ch"
    "|opposite side of the ch|opposite side of the foundation ch|underside|underside of chain|underside of the chain"
    "|bottom of chain|bottom of the chain|unworked loops of ch|unworked loops of chain|unworked loops of the chain"
    "|along the other side|along the opposite side|the other side of the starting chain"
    "|opposite side of the starting chain|opposite side of starting chain",
    Symbol.PARTIAL: "leave|leaving remaining|leaving rem|unworked|leave remaining|do not work",
    Symbol.REJOIN: "rejoin|attach yarn|join yarn|rejoin yarn|join new|attach|join colour|join color|reattach"
    "|join new colour|join new color",
    Symbol.REMAIN: "remaining|rem|remain|remains",
    Symbol.REPEAT: "repeat|rep|rep.|repeating|rpt|rept|rpt.|repeats|repeat (rep)|rep (repeat)",
    Symbol.RESULT: "you have|you should have|total|makes|giving|for a total of|total of|total sts|stitch count"
    "|you will have|you now have|you should now have|there will be|there should be|you'll have",
    Symbol.RING: "magic ring|magic circle|magic loop|mr|mc|adjustable ring|ring|sliding loop|adjustable loop|ka"
    "|adjustable circle|sliding ring|amigurumi ring|center of ring|centre of ring|center of the ring"
    "|centre of the ring",
    Symbol.ROUND: "round|rounds|rnd|rnds|row|rows|rd|rds",
    Symbol.SAME: "same"
    "|same stitch as joining|same st as joining|same st as join|same sp as joining|same space as joining|same place",
    Symbol.SKIP: "skip|sk|sk.|miss|skipping",
    Symbol.SPACE: "space|sp|sps|loop|lp|lps|arch",
    Symbol.START_CHAIN: "foundation chain|foundation|starting chain|base chain|beginning chain of",
    Symbol.TIMES: "x|times|time",
    Symbol.TO: "to|through|thru",
    Symbol.TO_END: "to end|to the end|to end of row|to end of round|to end of rnd|across|around|all around"
    "|all across|to the end of the row|to the end of the round|all the way around|across the row|around the round"
    "|to rnd end|across row|to the end of row|until end|until the end|till end|to end of the row|to end of the round"
    "|til end|until end of round|until end of row|till the end|to the last stitch|across to end|the whole way around"
    "|all round|going around|going round|all the way round|for the rest of the round|for the rest of the row"
    "|for the rest of the rnd|all the way across|around the rest|to the rnd end",
    Symbol.TOGETHER: "together|tog",
    Symbol.TOP: "top of|top",
    Symbol.TOTAL: "in total|altogether",
    Symbol.TURN: "turn|do not turn|don't turn|turning|without turning|dnt",
    Symbol.TWICE: "twice",
    Symbol.UNIT: "cm|mm|g|inch|inches|yd|yard|metre|meter|gram|oz|min",
    Symbol.UNTIL: "until|till|til|up to",
}

_NUMBERS = {
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
}
_ORDINALS = {
    "fr": "_ deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "en": "_ second third fourth fifth sixth seventh eighth ninth tenth",
}


_ENDS = tuple(
    f"{until} {end} {of}{line}"
    for until in ("to", "until", "till", "til")
    for end in ("end of", "the end of")
    for of in ("", "the ", "this ")
    for line in ("round", "rnd", "row", "chain", "ch")
)
_CORNERS = tuple(
    f"corner ch{sign}{number} {space}" for sign in "- " for number in range(1, 6) for space in ("sp", "space")
)


def phrases(language: str) -> Mapping[str, tuple[Symbol, int]]:
    """Every phrase of ``language`` ("fr" or "en") with its symbol and, for numbers, its value."""
    table: dict[str, tuple[Symbol, int]] = {}
    for symbol, texts in (_FRENCH if language == "fr" else _ENGLISH).items():
        for text in texts.split("|"):
            table.setdefault(text, (symbol, 0))
    for value, word in enumerate(_NUMBERS[language].split(), start=1):
        table[word] = (Symbol.NUMBER, value)
    for value, word in enumerate(_ORDINALS[language].split(), start=1):
        table[word] = (Symbol.ORDINAL, value)
    if language == "en":
        table.update(dict.fromkeys(_ENDS, (Symbol.TO_END, 0)))
        table.update(dict.fromkeys(_CORNERS, (Symbol.SPACE, 0)))
    if language == "fr":
        table["une"] = (Symbol.NUMBER, 1)
    else:
        table["once"] = (Symbol.TWICE, 1)
        table["twice"] = (Symbol.TWICE, 2)
        table["thrice"] = (Symbol.TWICE, 3)
    return MappingProxyType(table)
