"""The page for people and the API for machines, served by the master. It asks the supervisor only through Control."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from patrond.admin.server import AdminServer

__all__ = ["AdminServer"]


def __getattr__(name: str) -> Any:
    """AdminServer is loaded when it is asked for: ``ctl`` uses answers and actions without the web server's weight."""
    if name == "AdminServer":
        from patrond.admin.server import AdminServer

        return AdminServer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
