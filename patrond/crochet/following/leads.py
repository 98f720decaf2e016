"""How a line begins: on the chain that stands for its height, which may count as a stitch."""

from patrond.crochet.grammar.steps import (
    LONGEST_TURNING,
    Chain,
    Doubt,
    FromHook,
    Group,
    Instructions,
    Join,
    Note,
    Place,
    Rejoin,
    Repeat,
    Ring,
    Skip,
    Step,
    Turn,
    Work,
)
from patrond.crochet.stitches import Kind

_BEFORE_LEAD = (Note, Turn, Rejoin, Ring, Join)
_WORKED = (Work, Repeat, Group, FromHook)


def turning_chain(steps: tuple[Step, ...]) -> Chain | None:
    """The chain that begins a line, where it stands for its height and not for an arch."""
    for index, step in enumerate(steps):
        if isinstance(step, _BEFORE_LEAD) or (isinstance(step, Skip) and _rejoins(steps, index)):
            continue
        if leads_on(step):
            continue
        if isinstance(step, Chain) and step.number <= LONGEST_TURNING:
            follows = any(isinstance(later, _WORKED) for later in steps[index + 1 :])
            return step if follows else None
        return None
    return None


def leads_on(step: Step) -> bool:
    """ "5 mc, 2 ml, …": slip stitches over the armhole, to where the row begins."""
    if not isinstance(step, Work) or step.place is not Place.ALONG:
        return False
    return step.number > 1 and step.stitch.kind is Kind.SLIP


def _rejoins(steps: tuple[Step, ...], skip: int) -> bool:
    """ "Sauter 30 m, rejoindre le fil": the line begins after the skip."""
    return skip + 1 < len(steps) and isinstance(steps[skip + 1], Rejoin)


def chain_doubts(instructions: Instructions, lead: Chain | None) -> tuple[frozenset[Doubt], bool]:
    """All doubts of a line, with that of its turning chain, and whether that chain probably counts."""
    doubts = instructions.doubts
    hook = next((step for step in instructions.steps if isinstance(step, FromHook)), None)
    said = hook.counts if hook is not None else lead.counts if lead is not None else None
    if said is not None:
        return doubts, said
    if hook is not None:
        # Of the skipped chains all but the last stand beside the first stitch: 3 are a dc's height.
        return (doubts | {Doubt.CHAIN}, hook.nth >= 4) if hook.nth >= 3 else (doubts, False)
    if lead is None or (lead.number == 1 and not _skips_first(instructions.steps, lead)):
        return doubts, False  # a single chain counts only where the first stitch is skipped for it
    return doubts | {Doubt.CHAIN}, lead.number >= 3


def _skips_first(steps: tuple[Step, ...], lead: Chain) -> bool:
    after = steps[steps.index(lead) + 1 :]
    return isinstance(next((step for step in after if not isinstance(step, (Note, Turn))), None), Skip)
