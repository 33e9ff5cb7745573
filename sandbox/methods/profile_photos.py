"""getUserProfilePhotos."""

from sandbox.chats.person import Person
from sandbox.methods.call import Call
from sandbox.methods.chats import user_id_of
from sandbox.rules.membership import account
from sandbox.wire import Json
from sandbox.wire.bounds import PHOTOS_A_CALL
from sandbox.wire.errors import bad


def get_user_profile_photos(call: Call) -> Json:
    """UserProfilePhotos: none or one."""
    who = account(call.world, user_id_of(call))
    if who is None:
        raise bad("user not found")
    photos = [who.photo] if isinstance(who, Person) and who.photo else []
    offset, limit = (
        call.integer("offset", bounds=(0, PHOTOS_A_CALL)),
        call.integer("limit", PHOTOS_A_CALL, bounds=(1, PHOTOS_A_CALL)),
    )
    return {"total_count": len(photos), "photos": photos[offset : offset + limit]}


METHODS = {
    "getUserProfilePhotos": get_user_profile_photos,
}
