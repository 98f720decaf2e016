"""The sentences of hats, French and English."""

from patrond.crochet.makers.words import Table

WORDS: Table = {
    "hat": ("Bonnet", "Hat"),
    "title_beginner": ("Bonnet tout simple, {size}", "Simple hat, {size}"),
    "title_beginner_striped": ("Bonnet rayé tout simple, {size}", "Simple striped hat, {size}"),
    "title_intermediate": ("Bonnet à côtes, {size}", "Ribbed hat, {size}"),
    "title_intermediate_striped": ("Bonnet rayé à côtes, {size}", "Striped ribbed hat, {size}"),
    "title_advanced": ("Bonnet texturé, {size}", "Textured hat, {size}"),
    "title_advanced_striped": ("Bonnet rayé et texturé, {size}", "Striped textured hat, {size}"),
    "finished": (
        "{around} cm de tour et {high} cm de haut, pour une tête de {head} cm",
        "{around} cm around and {high} cm high, for a head of {head} cm",
    ),
    "note_top_down": (
        "Le bonnet se crochète du sommet vers le bord ; il est un peu plus petit que la tête et s'étire.",
        "The hat is worked from the crown down; it is a little smaller than the head and stretches.",
    ),
    "note_slouchy": ("Modèle tombant : hauteur augmentée de 20 %.", "Slouchy fit: 20 % more height."),
    "note_fitted": ("Modèle ajusté : 8 % de moins que le tour de tête.", "Fitted: 8 % less than the head."),
    "close": (
        "Resserrer le cercle magique du sommet et l'arrêter solidement.",
        "Pull the magic ring at the crown tight and secure it well.",
    ),
    "smooth": (
        "Finir par une maille coulée dans la maille suivante pour lisser la fin de la spirale.",
        "End with a slip stitch in the next stitch to smooth the end of the spiral.",
    ),
    "fold": ("Replier le bord à côtes sur l'endroit.", "Fold the ribbed brim up."),
    "roll": ("Laisser le bord s'enrouler ou le porter droit.", "Let the edge roll, or wear it straight."),
    "pompon": (
        "Pompon : enrouler le fil autour d'un carton de {cm} cm, lier le milieu, couper les boucles, égaliser, "
        "et coudre solidement au sommet.",
        "Pompom: wind the yarn around a card of {cm} cm, tie the middle, cut the loops, trim, and sew firmly to the "
        "crown.",
    ),
    "pompon_item": ("Carton de {cm} cm pour le pompon", "Card of {cm} cm for the pompom"),
    "note_pompon": (
        "Moins de 3 ans : pompon très solidement cousu et vérifié souvent.",
        "Under 3: the pompom sewn on very firmly and checked often.",
    ),
    "tip_try": (
        "Essayer le bonnet avant le bord : ajouter ou retirer des tours droits au besoin.",
        "Try the hat on before the brim: add or leave out straight rounds as needed.",
    ),
    "tip_crown": (
        "Si le sommet gondole, prendre un crochet plus petit ; s'il se creuse, un plus gros.",
        "If the crown ruffles take a smaller hook, if it cups a larger one.",
    ),
}
