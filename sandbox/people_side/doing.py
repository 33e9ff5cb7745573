"""What people do: POST /people/{id}/<deed>, by JSON or, for pictures and files, multipart."""

from inspect import isawaitable

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sandbox.deeds.table import all_deeds
from sandbox.people_side.placing import screen_of
from sandbox.people_side.replies import read_json, reply
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep
from sandbox.wire.uploads import read_upload


class Doing:
    """Endpoints that act for a person."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._deeds = all_deeds()

    async def act(self, request: Request) -> Response:
        """POST /people/{id}/{deed} and /people/{id}/chats/{peer}/{deed}."""
        screen = screen_of(self.world, request)
        name = request.path_params["deed"]
        deed = self._deeds.get(name)
        if deed is None:
            raise Misstep(f"nobody can {name}; people can {', '.join(self._deeds)}", 404)
        multipart = request.headers.get("content-type", "").startswith("multipart/form-data")
        given = await read_form(request) if multipart else await read_json(request)
        done = deed(self.world, screen, given)
        done = await done if isawaitable(done) else done
        return reply({**done, "seq": screen.seq})


async def read_form(request: Request) -> Json:
    """The fields of a form as they are (strings), with its files as `files`: a list of Upload."""
    async with request.form() as form:
        given: Json = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        given["files"] = [await read_upload(one) for _, one in form.multi_items() if isinstance(one, UploadFile)]
    return given
