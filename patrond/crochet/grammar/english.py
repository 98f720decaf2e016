"""English words of the craft beside the stitches: of each symbol its phrases, parted by bars."""

from collections.abc import Mapping

from patrond.crochet.grammar.symbols import Symbol

ENGLISH: Mapping[Symbol, str] = {
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
