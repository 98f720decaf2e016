"""The sentences of bags, French and English."""

from patrond.crochet.makers.words import Table

WORDS: Table = {
    "bag": ("Sac", "Bag"),
    "panel": ("Panneau", "Panel"),
    "gusset": ("Soufflet", "Gusset"),
    "handle": ("Anse", "Handle"),
    "title_flat_beginner": ("Cabas tout simple, {size}", "Simple tote bag, {size}"),
    "title_flat_beginner_striped": ("Cabas rayé tout simple, {size}", "Simple striped tote, {size}"),
    "title_flat_intermediate": ("Cabas à bord côtelé, {size}", "Tote with a ribbed edge, {size}"),
    "title_flat_intermediate_striped": ("Cabas rayé à côtes, {size}", "Striped ribbed tote, {size}"),
    "title_flat_advanced": ("Cabas à nopes, {size}", "Bobble tote bag, {size}"),
    "title_flat_advanced_striped": ("Cabas rayé à nopes, {size}", "Striped bobble tote, {size}"),
    "title_oval_beginner": ("Sac à base ovale, {size}", "Oval-base bag, {size}"),
    "title_oval_beginner_striped": ("Sac rayé à base ovale, {size}", "Striped oval-base bag, {size}"),
    "title_oval_intermediate": ("Sac uni à base ovale, {size}", "Plain oval-base bag, {size}"),
    "title_oval_intermediate_striped": ("Sac rayé à base ovale, {size}", "Striped oval-base bag, {size}"),
    "title_oval_advanced": ("Sac à base ovale et nopes, {size}", "Bobble bag, oval base, {size}"),
    "title_oval_advanced_striped": ("Sac rayé à nopes, {size}", "Striped bobble bag, {size}"),
    "title_round_beginner": ("Sac seau tout simple, {size}", "Simple round-base bag, {size}"),
    "title_round_beginner_striped": (
        "Sac seau rayé tout simple, {size}",
        "Simple striped round bag, {size}",
    ),
    "title_round_intermediate": ("Sac seau uni, {size}", "Plain round-base bag, {size}"),
    "title_round_intermediate_striped": ("Sac seau rayé, {size}", "Striped round-base bag, {size}"),
    "title_round_advanced": ("Sac seau à nopes, {size}", "Bobble bag, round base, {size}"),
    "title_round_advanced_striped": ("Sac seau rayé à nopes, {size}", "Striped round bobble bag, {size}"),
    "finished_flat": (
        "{wide} cm de large et {high} cm de haut, à plat",
        "{wide} cm wide and {high} cm high, laid flat",
    ),
    "finished_deep": (
        "{wide} cm de large, {high} cm de haut et {deep} cm de profondeur",
        "{wide} cm wide, {high} cm high and {deep} cm deep",
    ),
    "finished_oval": (
        "{wide} cm de large à plat et {high} cm de haut, base de {base} x {deep} cm, anses de {handle} cm",
        "{wide} cm wide laid flat and {high} cm high, base of {base} x {deep} cm, handles of {handle} cm",
    ),
    "finished_round": (
        "{wide} cm de large à plat et {high} cm de haut, base ronde de {base} cm, anses de {handle} cm",
        "{wide} cm wide laid flat and {high} cm high, round base of {base} cm, handles of {handle} cm",
    ),
    "note_two_starts": (
        "Chaque tour est fermé par 1 mc ; 1 ml au début ne compte pas, et la première maille se pique à son pied ; "
        "{n} ml au début remplacent la première {stitch}.",
        "Each round is joined with a slip stitch; 1 chain at its start does not count, and the first stitch goes at "
        "its foot; {n} chains at its start stand for the first {stitch}.",
    ),
    "sew_sides": (
        "Poser les 2 panneaux endroit contre endroit et coudre les côtés ({rows} rangs chacun) et le fond.",
        "Lay the 2 panels right sides together and sew the sides ({rows} rows each) and the bottom.",
    ),
    "sew_gusset": (
        "Coudre le soufflet sur trois côtés de chaque panneau : {side} rangs pour un côté, {bottom} rangs pour le "
        "fond ({stitches} m), {side} rangs pour l'autre côté.",
        "Sew the gusset to three sides of each panel: {side} rows for one side, {bottom} rows for the bottom "
        "({stitches} sts), {side} rows for the other side.",
    ),
    "sew_handles": (
        "Anses (2) : en coudre une sur le haut de chaque panneau, ses bouts à {gap} m l'un de l'autre.",
        "Handles (2): sew one to the top of each panel with {gap} sts between its ends.",
    ),
    "smooth": (
        "Finir par une maille coulée dans la maille suivante pour lisser la fin du tour.",
        "End with a slip stitch in the next stitch to smooth the end of the round.",
    ),
    "handles_done": (
        "Les anses naissent des deux chaînettes du haut : les tours suivants se piquent aussi dans leurs mailles.",
        "The handles grow from the two chains at the top: the rounds after them are worked into those chains too.",
    ),
    "lining": (
        "Doubler le sac d'un tissu si l'on y met de petits objets.",
        "Line the bag with fabric if it is to hold small things.",
    ),
    "note_rows": (
        "Toutes les pièces sont des rectangles en allers-retours.",
        "All pieces are rectangles worked back and forth.",
    ),
    "note_base_round": (
        "La base est un rond plat, jusqu'au tour {rounds}.",
        "The base is a flat circle, up to rnd {rounds}.",
    ),
    "note_base_oval": (
        "La base est un ovale crocheté des deux côtés de la chaînette, jusqu'au tour {rounds}.",
        "The base is an oval worked on both sides of the chain, up to rnd {rounds}.",
    ),
    "tip_cotton": (
        "Un coton peu élastique, crocheté serré, garde sa forme.",
        "A firm cotton worked tightly keeps its shape.",
    ),
}
