"""The sentences of scarves and snoods, French and English."""

from patrond.crochet.makers.words import Table

WORDS: Table = {
    "scarf": ("Écharpe", "Scarf"),
    "snood": ("Snood", "Snood"),
    "title_beginner": ("Écharpe toute simple, {size}", "Simple scarf, {size}"),
    "title_beginner_striped": ("Écharpe rayée toute simple, {size}", "Simple striped scarf, {size}"),
    "title_intermediate": ("Écharpe en brides et côtes, {size}", "Scarf with ribbed ends, {size}"),
    "title_intermediate_striped": ("Écharpe rayée à côtes, {size}", "Striped ribbed scarf, {size}"),
    "title_advanced": ("Écharpe à coquilles, {size}", "Shell scarf, {size}"),
    "title_advanced_striped": ("Écharpe à coquilles rayée, {size}", "Striped shell scarf, {size}"),
    "title_snood_beginner": ("Snood tout simple, {size}", "Simple snood, {size}"),
    "title_snood_beginner_striped": ("Snood rayé tout simple, {size}", "Simple striped snood, {size}"),
    "title_snood_intermediate": ("Snood à côtes, {size}", "Ribbed snood, {size}"),
    "title_snood_intermediate_striped": ("Snood rayé à côtes, {size}", "Striped ribbed snood, {size}"),
    "title_snood_advanced": ("Snood à côtes en relief, {size}", "Post stitch snood, {size}"),
    "title_snood_advanced_striped": (
        "Snood rayé en relief, {size}",
        "Striped post stitch snood, {size}",
    ),
    "finished": ("{wide} cm de large et {long} cm de long", "{wide} cm wide and {long} cm long"),
    "finished_snood": ("{around} cm de tour et {high} cm de haut", "{around} cm around and {high} cm high"),
    "note_baby": (
        "Pour un bébé, ce modèle est un snood fermé : une écharpe libre risque de l'étrangler. À retirer pour dormir.",
        "For a baby this is a closed snood: a loose scarf may strangle. Take it off for sleep.",
    ),
    "shell_stitch": ("point coquille", "shell stitch"),
    "note_shells": (
        "Les coquilles se posent sur la maille serrée du rang précédent ; faire l'échantillon dans ce point.",
        "The shells sit on the single crochet of the row below; make the swatch in this stitch.",
    ),
    "note_shells_uk": (
        "Les coquilles se posent sur la maille serrée du rang précédent ; faire l'échantillon dans ce point.",
        "The shells sit on the double crochet of the row below; make the swatch in this stitch.",
    ),
    "note_twice": ("Le snood se porte en deux tours.", "The snood is worn in two loops."),
    "note_ring": (
        "Fermer la chaînette en rond sans la vriller.",
        "Join the chain to a ring without twisting it.",
    ),
    "tip_edges": (
        "Ne pas oublier la dernière maille du rang : c'est elle qui garde les bords droits.",
        "Do not miss the last stitch of the row: it keeps the edges straight.",
    ),
    "tip_loose": (
        "Monter la chaînette avec un crochet plus gros si elle serre.",
        "Work the foundation chain with a larger hook if it pulls in.",
    ),
    "fringe": (
        "Franges : couper {strands} brins de {cm} cm ; plier {each} brins en deux, les nouer tous les 2 cm aux deux "
        "bouts et égaliser.",
        "Fringe: cut {strands} strands of {cm} cm; fold {each} strands in half, knot them every 2 cm along both ends "
        "and trim.",
    ),
}
