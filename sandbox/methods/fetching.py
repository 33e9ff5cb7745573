"""getFile."""

from sandbox.methods.call import Call
from sandbox.wire import Json
from sandbox.wire.bounds import DOWNLOAD_BYTES
from sandbox.wire.errors import bad


def get_file(call: Call) -> Json:
    """File with the path to fetch it from."""
    file_id = call.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    stored = call.world.files.by_id(call.bot.knows(file_id))
    if stored is None:
        raise bad("invalid file_id")
    if stored.size > DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {**stored.ids(), "file_path": stored.path}


METHODS = {
    "getFile": get_file,
}
