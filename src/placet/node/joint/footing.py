"""How this home stands to what may have left it, and what a person may say about that.

The machine asks the other sides and believes their answers. What it cannot know stays with people: that a machine was
set back whole, and that nothing later ever left.
"""

from __future__ import annotations

from placet.node.joint.desk import Desk
from placet.node.joint.office import Office
from placet.node.joint.ports import Claim, Footing


def footing(desk: Desk) -> Footing:
    """How this file stands; `FRESH` while there is no counterpart."""
    return desk.stores.shared.footing(desk.visit) if desk.has_counterpart else Footing.FRESH


def awaited(desk: Desk) -> tuple[str, ...]:
    """The other sides that must still answer before this side may write; none where it may."""
    return desk.stores.shared.unanswered(desk.visit) if desk.has_counterpart else ()


def claims(desk: Desk) -> tuple[Claim, ...]:
    """What others say that they hold of our chain beyond what is here, and nobody has decided."""
    return desk.stores.shared.claims(desk.visit) if desk.has_counterpart else ()


def doubt(desk: Desk) -> Footing:
    """A person says that this home was brought back from an older copy: nothing is written until all have answered."""
    desk.stores.shared.doubt(desk.visit)
    desk.is_read_only = True
    return footing(desk)


def doubt_home(office: Office) -> list[Desk]:
    """The same of everything in this home, and of files that are not in it; the desks of those that are."""
    office.stores.shared.doubt_home()
    desks = [office.desk(file.name) for file in office.files() if file.visit]
    for desk in desks:
        doubt(desk)
    return desks


def vouch(desk: Desk) -> Footing:
    """A person says that nothing later than what is here ever left this office: it may be written in again.

    What others claimed beyond it is denied by that, each entry by its hash.
    """
    desk.stores.shared.vouch(desk.visit)
    desk.is_read_only = not footing(desk).may_write
    return footing(desk)
