"""Who may do what: access levels of routes, identities of callers, and the one function that compares them."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Access(IntEnum):
    """What a route asks for. OWN: the site's routes, where the pattern's owner is enough."""

    OPEN = 0
    STATS = 1
    READ = 2
    OWN = 3
    SUBMIT = 4
    ADMIN = 5


class Role(StrEnum):
    """What a caller is. A STRANGER on loopback gets what ``admin.anonymous`` gives; a CUSTOMER has the site's JWT."""

    STRANGER = "stranger"
    CUSTOMER = "customer"
    SUBMIT = "submit"
    READ = "read"
    ADMIN = "admin"


_GRANTS: dict[Role, frozenset[Access]] = {
    Role.STRANGER: frozenset({Access.OPEN}),
    Role.CUSTOMER: frozenset({Access.OPEN, Access.OWN, Access.SUBMIT}),
    Role.SUBMIT: frozenset({Access.OPEN, Access.STATS, Access.OWN, Access.SUBMIT}),
    Role.READ: frozenset({Access.OPEN, Access.STATS, Access.READ, Access.OWN}),
    Role.ADMIN: frozenset(Access),
}
_ANONYMOUS: dict[str, frozenset[Access]] = {
    "none": frozenset(),
    "stats": frozenset({Access.STATS}),
    "read": frozenset({Access.STATS, Access.READ}),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls. ``name`` for people and the log; ``user`` the site's user id, where the caller is or stands for one.

    ``level`` is what ``admin.anonymous`` gives this stranger ("none" off loopback). ``fault`` says why a stranger
    who showed credentials is one: a key of the site's 401 sentences. ``session`` is the page's session, if any.
    """

    role: Role
    name: str = ""
    user: int | None = None
    level: str = "none"
    fault: str | None = None
    session: str | None = None

    def may(self, access: Access) -> bool:
        """Whether a route with this access is open to the caller."""
        if access in _GRANTS[self.role]:
            return True
        return self.role is Role.STRANGER and access in _ANONYMOUS[self.level]

    @property
    def is_known(self) -> bool:
        """Whether the caller showed who they are."""
        return self.role is not Role.STRANGER
