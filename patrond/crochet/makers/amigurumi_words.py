"""The sentences of toys, French and English."""

from patrond.crochet.words import Table

WORDS: Table = {
    "bear": ("Ours", "Bear"),
    "rabbit": ("Lapin", "Rabbit"),
    "cat": ("Chat", "Cat"),
    "title_beginner": ("{animal} en amigurumi, {size}", "Amigurumi {animal}, {size}"),
    "title_intermediate": ("{animal} à museau clair, {size}", "{animal} with a pale muzzle, {size}"),
    "title_advanced": ("{animal} modelé en amigurumi, {size}", "Sculpted amigurumi {animal}, {size}"),
    "head": ("Tête", "Head"),
    "body": ("Corps", "Body"),
    "arm": ("Bras", "Arm"),
    "leg": ("Jambe", "Leg"),
    "ear": ("Oreille", "Ear"),
    "muzzle": ("Museau", "Muzzle"),
    "tail": ("Queue", "Tail"),
    "finished": ("{high} cm de haut", "{high} cm high"),
    "pale": ("couleur claire", "pale colour"),
    "eyes_item": ("2 yeux de sécurité de {mm} mm", "2 safety eyes of {mm} mm"),
    "thread_item": ("Fil à broder noir", "Black embroidery thread"),
    "stuffing_item": ("Rembourrage : {grams} g", "Fibre fill: {grams} g"),
    "pins_item": ("Épingles pour l'assemblage", "Pins for the assembly"),
    "place_eyes": (
        "placer les yeux entre les tours {first} et {last} à {gap} m d'écart",
        "insert the eyes between rnds {first} and {last} with {gap} sts between them",
    ),
    "stuff_head": ("rembourrer la tête fermement", "stuff the head firmly"),
    "stuff_body": ("rembourrer le corps fermement", "stuff the body firmly"),
    "stuff_tail": ("rembourrer la queue", "stuff the tail"),
    "close": (
        "couper le fil et le passer dans les {n} dernières m pour fermer",
        "fasten off and thread through the last {n} sts to close",
    ),
    "long_tail": (
        "couper le fil en laissant 30 cm pour coudre",
        "fasten off leaving 30 cm for sewing",
    ),
    "sew_head": (
        "Coudre l'ouverture du corps ({neck} m) sous la tête, autour du tour {round} de la tête ; "
        "compléter le rembourrage du cou avant de finir.",
        "Sew the open end of the body ({neck} sts) under the head, around rnd {round} of the head; "
        "top up the neck with stuffing before the end.",
    ),
    "sew_arms": (
        "Bras (2) : rembourrer aux deux tiers, aplatir l'ouverture et coudre sur les côtés du corps, au tour {round}.",
        "Arms (2): stuff two thirds, flatten the open end and sew to the sides of the body at rnd {round}.",
    ),
    "sew_legs": (
        "Jambes (2) : rembourrer et coudre sous le corps, entre les tours {first} et {last}, à {gap} m d'écart.",
        "Legs (2): stuff and sew under the body between rnds {first} and {last}, {gap} sts apart.",
    ),
    "sew_ears": (
        "Oreilles (2) : sans rembourrage, aplatir et coudre sur la tête entre les tours {first} et {last}, "
        "à {gap} m d'écart.",
        "Ears (2): no stuffing, flatten and sew to the head between rnds {first} and {last}, {gap} sts apart.",
    ),
    "sew_muzzle": (
        "Museau : coudre sur la tête entre les tours {first} et {last}, centré sous les yeux ; "
        "rembourrer un peu avant de finir.",
        "Muzzle: sew to the head between rnds {first} and {last}, centred below the eyes; "
        "stuff lightly before the end.",
    ),
    "sew_tail": (
        "Queue : coudre au dos du corps, au tour {round}.",
        "Tail: sew to the back of the body at rnd {round}.",
    ),
    "face": (
        "Broder le nez et la bouche en noir au milieu, 1 à 3 tours sous les yeux.",
        "Embroider nose and mouth in black in the middle, 1 to 3 rounds below the eyes.",
    ),
    "embroider_eyes": (
        "broder les yeux entre les tours {first} et {last} à {gap} m d'écart",
        "embroider the eyes between rnds {first} and {last} with {gap} sts between them",
    ),
    "note_safety": (
        "Sécurité : pour un enfant de moins de 3 ans, broder les yeux (pas d'yeux de sécurité, de boutons ni de "
        "perles) et coudre chaque pièce deux fois.",
        "Safety: for a child under 3, embroider the eyes (no safety eyes, buttons or beads) and sew every piece "
        "on twice.",
    ),
    "note_tight": (
        "Le tissu doit être serré pour cacher le rembourrage : le crochet est plus petit que celui de l'étiquette.",
        "The fabric must be tight to hide the stuffing: the hook is smaller than the one on the label.",
    ),
    "note_pale": (
        "En couleur claire : le museau et les tours 1 à {last} des bras et des jambes.",
        "In the pale colour: the muzzle, and rnds 1 to {last} of arms and legs.",
    ),
    "note_animal": (
        "L'animal « {asked} » n'est pas encore proposé : ce patron est un ours.",
        "The animal “{asked}” is not offered yet: this pattern is a bear.",
    ),
    "tip_dec": (
        "Diminuer dans les brins avant des deux mailles : la diminution ne se voit pas.",
        "Decrease through the front loops of both stitches: the decrease does not show.",
    ),
    "tip_pin": (
        "Épingler toutes les pièces avant de coudre et regarder de face et de profil.",
        "Pin all pieces before sewing and look from the front and the side.",
    ),
}
