"""The sentences of garments, French and English."""

from patrond.crochet.makers.words import Table

WORDS: Table = {
    "title_beginner": ("Pull tout simple, {size}", "Simple sweater, {size}"),
    "title_beginner_striped": ("Pull rayé tout simple, {size}", "Simple striped sweater, {size}"),
    "title_intermediate": ("Pull à côtes, {size}", "Ribbed sweater, {size}"),
    "title_intermediate_striped": ("Pull rayé à côtes, {size}", "Striped ribbed sweater, {size}"),
    "title_advanced": ("Pull texturé, {size}", "Textured sweater, {size}"),
    "title_advanced_striped": ("Pull rayé et texturé, {size}", "Striped textured sweater, {size}"),
    "back": ("Dos", "Back"),
    "front": ("Devant", "Front"),
    "shoulder": ("Devant, seconde épaule", "Front, second shoulder"),
    "sleeve": ("Manche", "Sleeve"),
    "finished": (
        "{chest} cm de tour de poitrine (pour un corps de {body} cm), {long} cm de long, manche de {sleeve} cm",
        "{chest} cm around the chest (to fit a body of {body} cm), {long} cm long, sleeve of {sleeve} cm",
    ),
    "finished_sleeveless": (
        "{chest} cm de tour de poitrine (pour un corps de {body} cm), {long} cm de long, sans manches",
        "{chest} cm around the chest (to fit a body of {body} cm), {long} cm long, sleeveless",
    ),
    "cut": ("couper le fil", "fasten off"),
    "grain": ("point alterné (1 ms, 1 br)", "alternating stitch (1 sc, 1 dc)"),
    "grain_uk": ("point alterné (1 ms, 1 br)", "alternating stitch (1 dc, 1 tr)"),
    "note_shape": (
        "Deux panneaux droits à emmanchures tombantes, et deux manches du haut vers le poignet ; aisance de {ease} cm.",
        "Two straight panels with dropped shoulders, two sleeves worked from the top to the cuff; {ease} cm of ease.",
    ),
    "note_sleeveless": (
        "Deux panneaux droits à épaules tombantes, sans manches ; aisance de {ease} cm.",
        "Two straight panels with dropped shoulders, no sleeves; {ease} cm of ease.",
    ),
    "note_second": (
        "La seconde épaule se crochète sur le rang {row} du devant, dans le même sens que la première : laisser les "
        "{n} m du milieu pour l'encolure et rejoindre le fil dans la suivante.",
        "The second shoulder is worked on row {row} of the front, in the same direction as the first: leave the {n} "
        "sts of the middle for the neck and rejoin the yarn in the next one.",
    ),
    "note_neck": (
        "L'encolure s'ouvre à {opening} cm pour une tête de {head} cm.",
        "The neck opens to {opening} cm for a head of {head} cm.",
    ),
    "note_placket": (
        "L'épaule gauche reste ouverte et se boutonne : avec elle l'encolure s'ouvre à {opening} cm pour une tête de "
        "{head} cm.",
        "The left shoulder stays open and buttons: with it the neck opens to {opening} cm for a head of {head} cm.",
    ),
    "note_buttons": (
        "Moins de 3 ans : boutons solidement cousus et vérifiés souvent, ou pressions ; jamais de cordon.",
        "Under 3: buttons sewn on firmly and checked often, or snaps; never a cord.",
    ),
    "sew_shoulders": (
        "Endroit contre endroit, coudre les épaules : {n} m de chaque côté, en laissant {neck} m pour l'encolure "
        "du dos.",
        "Right sides together, sew the shoulders: {n} sts on each side, leaving {neck} sts for the back neck.",
    ),
    "sew_one_shoulder": (
        "Endroit contre endroit, coudre l'épaule droite ({n} m), en laissant {neck} m pour l'encolure du dos et "
        "l'épaule gauche ouverte.",
        "Right sides together, sew the right shoulder ({n} sts), leaving {neck} sts for the back neck and the left "
        "shoulder open.",
    ),
    "mark_armholes": (
        "Marquer les emmanchures à {deep} cm sous les épaules, devant et dos ({rows} rangs).",
        "Mark the armholes {deep} cm below the shoulders on front and back ({rows} rows).",
    ),
    "sew_sleeves": (
        "Manches (2) : centrer le haut ({n} m) sur l'épaule et coudre d'un repère à l'autre.",
        "Sleeves (2): centre the top ({n} sts) on the shoulder and sew from marker to marker.",
    ),
    "sew_sides": (
        "Coudre les côtés ({rows} rangs jusqu'au repère) et les dessous de manche.",
        "Sew the sides ({rows} rows up to the marker) and the sleeve seams.",
    ),
    "sew_sides_only": (
        "Coudre les côtés ({rows} rangs jusqu'au repère).",
        "Sew the sides ({rows} rows up to the marker).",
    ),
    "armhole_edge": (
        "Bordure d'emmanchure : 1 tour souple de mailles serrées autour de chaque ouverture.",
        "Armhole edging: 1 relaxed round of single crochet around each opening.",
    ),
    "armhole_edge_uk": (
        "Bordure d'emmanchure : 1 tour souple de mailles serrées autour de chaque ouverture.",
        "Armhole edging: 1 relaxed round of double crochet around each opening.",
    ),
    "neck_edge": (
        "Bordure d'encolure : 1 tour d'environ {n} mailles serrées, sans serrer ; l'encolure doit passer la tête.",
        "Neck edging: 1 round of about {n} single crochet, not tight; the neck must pass the head.",
    ),
    "neck_edge_uk": (
        "Bordure d'encolure : 1 tour d'environ {n} mailles serrées, sans serrer ; l'encolure doit passer la tête.",
        "Neck edging: 1 round of about {n} double crochet, not tight; the neck must pass the head.",
    ),
    "buttons": (
        "Épaule gauche : 1 rang de mailles serrées sur le devant avec 2 boutonnières en chaînette ; 2 boutons sur le "
        "dos.",
        "Left shoulder: 1 row of single crochet on the front with 2 button loops of chains; 2 buttons on the back.",
    ),
    "buttons_uk": (
        "Épaule gauche : 1 rang de mailles serrées sur le devant avec 2 boutonnières en chaînette ; 2 boutons sur le "
        "dos.",
        "Left shoulder: 1 row of double crochet on the front with 2 button loops of chains; 2 buttons on the back.",
    ),
    "buttons_item": ("2 boutons de 12 mm", "2 buttons of 12 mm"),
    "tip_measure": (
        "Mesurer un pull qui va bien et comparer avec les dimensions finies avant de commencer.",
        "Measure a sweater that fits and compare it with the finished measurements before starting.",
    ),
    "tip_same": (
        "Compter les rangs : dos et devant en ont autant, les coutures de côté tombent juste.",
        "Count the rows: back and front have the same number, so the side seams match.",
    ),
}
