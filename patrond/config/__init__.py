"""Settings: found, read, judged whole, and then values that do not change."""

from patrond.config.load import Loaded, load, socket_path
from patrond.config.passing import pack, unpack
from patrond.config.places import SYSTEM_FILE, SYSTEM_SOCKET, find_file
from patrond.config.settings import Settings

__all__ = ["SYSTEM_FILE", "SYSTEM_SOCKET", "Loaded", "Settings", "find_file", "load", "pack", "socket_path", "unpack"]
