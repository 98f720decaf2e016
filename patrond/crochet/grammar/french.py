"""French words of the craft beside the stitches: of each symbol its phrases, parted by bars."""

from collections.abc import Mapping

from patrond.crochet.grammar.symbols import Symbol

FRENCH: Mapping[Symbol, str] = {
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
    "|rel. avant|rel. arrière|rel avant|rel arrière|rel. av|rel. arr|en relief avant|en relief arrière"
    "|piquée en relief avant|piquée en relief arrière|piquées en relief avant"
    "|piquées en relief arrière|en relief par devant|en relief par derrière"
    "|ba|en ba|brins arr|brin arr.|brins arr.|brin de derrière|brin de devant|brin de l'arrière"
    "|brin de l'avant",
    Symbol.MORE: "de plus|encore|supplémentaire|supplémentaires|autres",
    Symbol.MOVE: "pour aller|pour arriver|pour se placer|pour rejoindre|pour atteindre|pour avancer",
    Symbol.NEXT: "suivante|suivantes|suivant|suivants|suiv|suiv.|prochaine|prochaines",
    Symbol.NOISE: "dedans|formez|former|alternez|alterner|alterne|la|le|les|l'|de|des|du|d'|au|aux|faire|faites"
    "|crocheter|crochetez|crochète|travailler|réaliser"
    "|travaillez|réalisez|effectuer|ce|cette|ces|sa|son|ses|en|par|avec|pour|il|on|toujours|aussi|autant|simple"
    "|environ|exécuter|relever|continuer|continuez|sans augmenter|sans augmentation|sans diminuer|sans diminution"
    "|milieu du|milieu de la|milieu de l'|sans augmentation ni diminution|sans augmenter ni diminuer|souplement"
    "|du rang précédent|du tour précédent|de la rangée précédente|du rang d'en dessous"
    "|piquer|piquez|pique|commencer|commencez|commence|avancer|avancez|débuter|débutez|ajouter|ajoutez|rajouter"
    "|tricoter"
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
    "|y compris|sans oublier|avec le crochet|avec un crochet|au crochet|avec le fil|avec la laine|garnir"
    "|remplir|farcir"
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
    Symbol.REPEAT: "reprenez à|reprenez au signe|on reprend à|recommencer à|recommencez à|répéter|répétez"
    "|répète|rép|rép.|reprendre à|recommencer|répétition"
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
    "|au pied des 3 ml|au pied",
    Symbol.SKIP: "sauter|passer|sautez|passez|saute|passe|on saute|on passe|sauté|sautée|en sautant",
    Symbol.SPACE: "jour|jours|arceau|arceaux|espace|esp|arc|trou",
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
