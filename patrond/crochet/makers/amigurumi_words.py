"""The sentences of toys, French and English."""

from patrond.crochet.makers.words import Table

WORDS: Table = {
    "bear": ("Ours", "Bear"),
    "rabbit": ("Lapin", "Rabbit"),
    "cat": ("Chat", "Cat"),
    "dog": ("Chien", "Dog"),
    "fox": ("Renard", "Fox"),
    "elephant": ("Éléphant", "Elephant"),
    "frog": ("Grenouille", "Frog"),
    "mouse": ("Souris", "Mouse"),
    "pig": ("Cochon", "Pig"),
    "koala": ("Koala", "Koala"),
    "panda": ("Panda", "Panda"),
    "monkey": ("Singe", "Monkey"),
    "penguin": ("Pingouin", "Penguin"),
    "chick": ("Poussin", "Chick"),
    "duck": ("Canard", "Duck"),
    "ball": ("Balle", "Ball"),
    "title_beginner": ("{animal} en amigurumi, {size}", "Amigurumi {animal}, {size}"),
    "title_striped": ("{animal} au corps rayé, {size}", "{animal} with a striped body, {size}"),
    "title_scarf": ("{animal} au cou bien chaud, {size}", "{animal} with a warm neck, {size}"),
    "title_advanced": ("{animal} modelé en amigurumi, {size}", "Sculpted amigurumi {animal}, {size}"),
    "title_ball_beginner": ("Balle en amigurumi, {size}", "Amigurumi ball, {size}"),
    "title_ball_beginner_striped": ("Balle rayée en amigurumi, {size}", "Striped amigurumi ball, {size}"),
    "title_ball_intermediate": ("Balle unie en amigurumi, {size}", "Plain amigurumi ball, {size}"),
    "title_ball_intermediate_striped": ("Balle rayée en amigurumi, {size}", "Striped amigurumi ball, {size}"),
    "title_ball_advanced": ("Balle à nopes en amigurumi, {size}", "Amigurumi bobble ball, {size}"),
    "title_ball_advanced_striped": ("Balle rayée à nopes, {size}", "Striped bobble ball, {size}"),
    "brown": ("brun", "brown"),
    "cream": ("crème", "cream"),
    "grey": ("gris", "grey"),
    "white": ("blanc", "white"),
    "beige": ("beige", "beige"),
    "orange": ("orange", "orange"),
    "pink": ("rose", "pink"),
    "dark_pink": ("rose foncé", "dark pink"),
    "green": ("vert", "green"),
    "light_green": ("vert clair", "light green"),
    "black": ("noir", "black"),
    "yellow": ("jaune", "yellow"),
    "head": ("Tête", "Head"),
    "body": ("Corps", "Body"),
    "arm": ("Bras", "Arm"),
    "wing": ("Aile", "Wing"),
    "leg": ("Jambe", "Leg"),
    "ear": ("Oreille", "Ear"),
    "bump": ("Globe oculaire", "Eye bump"),
    "muzzle": ("Museau", "Muzzle"),
    "snout": ("Groin", "Snout"),
    "pointed": ("Museau pointu", "Pointed muzzle"),
    "trunk": ("Trompe", "Trunk"),
    "beak": ("Bec", "Beak"),
    "tail": ("Queue", "Tail"),
    "little_scarf": ("Petite écharpe", "Little scarf"),
    "collar": ("Collerette", "Collar"),
    "finished_ball": ("{across} cm de diamètre", "{across} cm across"),
    "finished": ("{high} cm de haut", "{high} cm high"),
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
    "stuff_ball": ("rembourrer la balle fermement", "stuff the ball firmly"),
    "bump_eye": ("placer un des yeux au milieu", "insert one of the eyes in the middle"),
    "bump_embroider": ("broder un des yeux au milieu", "embroider one of the eyes in the middle"),
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
    "sew_wings": (
        "Ailes (2) : sans rembourrage, aplatir et coudre sur les côtés du corps, au tour {round}.",
        "Wings (2): no stuffing, flatten and sew to the sides of the body at rnd {round}.",
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
    "sew_floppy": (
        "Oreilles (2) : sans rembourrage, aplatir et coudre par le haut sur la tête, entre les tours {first} et "
        "{last}, à {gap} m d'écart ; elles retombent sur les côtés.",
        "Ears (2): no stuffing, flatten and sew by their tops to the head between rnds {first} and {last}, {gap} sts "
        "apart; they hang down the sides.",
    ),
    "sew_bumps": (
        "Globes oculaires (2) : rembourrer et coudre en haut de la tête, entre les tours {first} et {last}, "
        "à {gap} m d'écart, les yeux vers l'avant.",
        "Eye bumps (2): stuff and sew to the top of the head between rnds {first} and {last}, {gap} sts apart, the "
        "eyes to the front.",
    ),
    "sew_muzzle": (
        "Museau : coudre sur la tête entre les tours {first} et {last}, centré sous les yeux ; "
        "rembourrer un peu avant de finir.",
        "Muzzle: sew to the head between rnds {first} and {last}, centred below the eyes; "
        "stuff lightly before the end.",
    ),
    "sew_snout": (
        "Groin : coudre sur la tête entre les tours {first} et {last}, centré sous les yeux ; broder deux narines.",
        "Snout: sew to the head between rnds {first} and {last}, centred below the eyes; embroider two nostrils.",
    ),
    "sew_pointed": (
        "Museau pointu : rembourrer et coudre sur la tête entre les tours {first} et {last}, centré sous les yeux.",
        "Pointed muzzle: stuff and sew to the head between rnds {first} and {last}, centred below the eyes.",
    ),
    "sew_trunk": (
        "Trompe : rembourrer un peu et coudre sur la tête entre les tours {first} et {last}, centrée sous les yeux.",
        "Trunk: stuff lightly and sew to the head between rnds {first} and {last}, centred below the eyes.",
    ),
    "sew_beak": (
        "Bec : rembourrer un peu et coudre sur la tête entre les tours {first} et {last}, centré sous les yeux.",
        "Beak: stuff lightly and sew to the head between rnds {first} and {last}, centred below the eyes.",
    ),
    "sew_scarf": (
        "Petite écharpe : la croiser autour du cou et la fixer par quelques points solides ; un nœud ne suffit pas.",
        "Little scarf: cross it around the neck and fix it with some firm stitches; a knot alone is not enough.",
    ),
    "sew_collar": (
        "Collerette : coudre la bande autour du cou, coquilles vers le bas, et fermer ses deux bouts dans le dos.",
        "Collar: sew the band around the neck, shells downwards, and close its two ends at the back.",
    ),
    "close_ball": (
        "Compléter le rembourrage avant de serrer, puis cacher le bout du fil dans la balle.",
        "Top up the stuffing before pulling tight, then hide the end of the yarn in the ball.",
    ),
    "sew_tail": (
        "Queue : coudre au dos du corps, au tour {round}.",
        "Tail: sew to the back of the body at rnd {round}.",
    ),
    "face": (
        "Broder le nez et la bouche en noir au milieu, 1 à 3 tours sous les yeux.",
        "Embroider nose and mouth in black in the middle, 1 to 3 rounds below the eyes.",
    ),
    "face_mouth": (
        "Broder la bouche en noir, 4 à 6 tours sous les yeux.",
        "Embroider the mouth in black, 4 to 6 rounds below the eyes.",
    ),
    "embroider_eyes": (
        "broder les yeux entre les tours {first} et {last} à {gap} m d'écart",
        "embroider the eyes between rnds {first} and {last} with {gap} sts between them",
    ),
    "note_safety": (
        "Sécurité : pour un enfant de moins de 3 ans, broder les yeux (ni yeux de sécurité, ni boutons, ni perles) "
        "et coudre chaque pièce deux fois.",
        "Safety: for a child under 3, embroider the eyes (no safety eyes, buttons or beads) and sew every piece "
        "on twice.",
    ),
    "note_tight": (
        "Le tissu doit être serré pour cacher le rembourrage : le crochet est plus petit que celui de l'étiquette.",
        "The fabric must be tight to hide the stuffing: the hook is smaller than the one on the label.",
    ),
    "note_ball": (
        "Sécurité : pour un enfant de moins de 3 ans, vérifier souvent que rien ne se défait.",
        "Safety: for a child under 3, check often that nothing comes loose.",
    ),
    "note_paws": (
        "Le bout des bras et des jambes (tours 1 à {last}) est dans une autre couleur.",
        "The ends of arms and legs (rnds 1 to {last}) are in another colour.",
    ),
    "note_animal": (
        "L'animal « {asked} » n'est pas dans nos modèles : ce patron est un ours.",
        "The animal “{asked}” is not among our models: this pattern is a bear.",
    ),
    "tip_dec": (
        "Diminuer dans les brins avant des deux mailles : la diminution ne se voit pas.",
        "Decrease through the front loops of both stitches: the decrease does not show.",
    ),
    "tip_ball": (
        "Rembourrer par petites poignées, du bord vers le milieu : la balle reste bien ronde.",
        "Stuff small handfuls from the edge to the middle: the ball stays round.",
    ),
    "tip_pin": (
        "Épingler toutes les pièces avant de coudre et regarder de face et de profil.",
        "Pin all pieces before sewing and look from the front and the side.",
    ),
}
