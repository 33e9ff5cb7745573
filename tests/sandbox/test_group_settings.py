"""getChat, and the title, description, photo and permissions that a bot gives a group."""

import io
from typing import Any

import pytest
from PIL import Image

from sandbox.rules.rights import PERMISSIONS
from tests.sandbox.crowd import CAT, gather
from tests.sandbox.rig import ANN, BOB, Rig, form_of
from tests.sandbox.test_groups import portrait


async def test_get_chat_of_a_supergroup_tells_everything(rig: Rig) -> None:
    crowd = await gather(rig, username="team_chat")
    found = await crowd.ok("getChat")
    assert (found["type"], found["title"], found["active_usernames"]) == ("supergroup", "Team", ["team_chat"])
    assert found["permissions"] == dict.fromkeys(PERMISSIONS, True)
    assert found["max_reaction_count"] == 11
    assert not {"invite_link", "has_visible_history", "description", "photo", "pinned_message"} & set(found)
    await crowd.raise_bot("can_invite_users", "can_change_info")
    await crowd.ok("setChatDescription", description=" about us ")
    more = await crowd.ok("getChat")
    assert (more["description"], more["has_visible_history"]) == ("about us", True)
    assert more["invite_link"] == (await crowd.ok("getChat"))["invite_link"]
    assert (await rig.ok("getChat", chat_id="@TEAM_chat"))["id"] == crowd.id


async def test_get_chat_of_a_private_chat_and_of_a_basic_group(chat: Rig) -> None:
    found = await chat.ok("getChat", chat_id=ANN)
    assert (found["type"], found["active_usernames"], found["first_name"]) == ("private", ["ann"], "安")
    assert not {"permissions", "bio", "photo"} & set(found)
    crowd = await gather(chat, "group")
    assert (await crowd.ok("getChat"))["type"] == "group"


async def test_a_basic_group_can_be_read_for_ever_a_supergroup_not(rig: Rig) -> None:
    basic, private = await gather(rig, "group"), await gather(rig)
    public = await gather(rig, username="team_chat")
    for crowd in (basic, private, public):
        await crowd.ok("leaveChat")
    assert (await basic.ok("getChat"))["title"] == "Team"
    assert (await public.ok("getChat"))["title"] == "Team"
    assert await private.error("getChat") == "Forbidden: bot is not a member of the supergroup chat"
    await public.do(ANN, "add", who=rig.bot_id)
    await public.do(ANN, "remove", who=rig.bot_id)
    assert await public.error("getChat") == "Forbidden: bot was kicked from the supergroup chat"


async def test_the_title_is_changed_and_told(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_change_info")
    assert await crowd.ok("setChatTitle", title="x" * 200) is True
    (renamed,) = await crowd.heard()
    assert (renamed["message"]["new_chat_title"], renamed["message"]["from"]["id"]) == ("x" * 128, rig.bot_id)
    await crowd.ok("setChatTitle", title="x" * 128)
    assert await crowd.heard() == []
    assert await crowd.error("setChatTitle", title=" ") == "title must be non-empty"


async def test_the_description_is_changed_in_silence(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_change_info")
    await crowd.ok("setChatDescription", description="d" * 300)
    assert (await crowd.ok("getChat"))["description"] == "d" * 255
    assert (await crowd.screen())["chat"]["description"] == "d" * 255
    assert await crowd.error("setChatDescription", description="d" * 255) == "chat description is not modified"
    await crowd.ok("setChatDescription")
    assert "description" not in await crowd.ok("getChat")
    assert await crowd.heard() == []


async def test_the_photo_is_changed_told_and_taken_away(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_change_info")
    assert (await rig.bot("setChatPhoto", {"photo": ("a.png", portrait())}, chat_id=str(crowd.id)))["ok"]
    (changed,) = await crowd.heard()
    photo = (await crowd.ok("getChat"))["photo"]
    assert photo["big_file_unique_id"] == changed["message"]["new_chat_photo"][-1]["file_unique_id"]
    assert (await rig.ok("getFile", file_id=photo["small_file_id"]))["file_path"].startswith("profile_photos/")
    assert await crowd.ok("deleteChatPhoto") is True
    assert (await crowd.heard())[0]["message"]["delete_chat_photo"] is True
    assert await crowd.error("deleteChatPhoto") == "CHAT_NOT_MODIFIED"


def tiny() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (100, 300)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("content", "text"), [(b"text", "IMAGE_PROCESS_FAILED"), (tiny(), "PHOTO_CROP_SIZE_SMALL")])
async def test_not_everything_is_a_photo_of_a_group(rig: Rig, content: bytes, text: str) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_change_info")
    answer = await rig.bot("setChatPhoto", {"photo": ("a.png", content)}, chat_id=str(crowd.id))
    assert answer["description"] == f"Bad Request: {text}"


async def test_a_photo_must_be_uploaded(rig: Rig) -> None:
    crowd = await gather(rig)
    assert await crowd.error("setChatPhoto") == "there is no photo in the request"
    assert await crowd.error("setChatPhoto", photo="AgAC") == "photo must be uploaded as an InputFile"


async def test_permissions_of_all_are_set_and_shown(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_restrict_members")
    assert await crowd.ok("setChatPermissions", permissions={"can_send_polls": True}) is True
    shown = (await crowd.ok("getChat"))["permissions"]
    assert {name for name in PERMISSIONS if shown[name]} == {
        "can_send_messages",
        "can_send_polls",
        "can_react_to_messages",
    }
    await crowd.do(BOB, "say", text="allowed")
    await crowd.ok("setChatPermissions", permissions={})
    assert "may not send" in await crowd.refused(CAT, "say", text="x")


NO_RIGHTS: list[tuple[str, dict[str, Any], str]] = [
    ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
    ("setChatDescription", {"description": "x"}, "not enough rights to set chat description"),
    ("deleteChatPhoto", {}, "not enough rights to change chat photo"),
    ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
@pytest.mark.parametrize(("method", "given", "text"), NO_RIGHTS)
async def test_default_permissions_are_not_for_bots(
    rig: Rig, kind: str, method: str, given: dict[str, Any], text: str
) -> None:
    crowd = await gather(rig, kind)
    assert await crowd.error(method, **given) == text


async def test_in_a_public_group_title_and_pins_are_for_administrators(rig: Rig) -> None:
    private, public = await gather(rig), await gather(rig, username="team_chat")
    for crowd, refused in ((private, False), (public, True)):
        said = (await crowd.do(CAT, "say", text="x"))["message_id"]
        for deed, given in (("title", {"title": "New"}), ("pin", {"message_id": said})):
            path = f"/people/{BOB}/chats/{crowd.id}/{deed}"
            assert (await rig.request("POST", path, json=given))[0] == (400 if refused else 200)
        await crowd.do(ANN, "title", title="Newer")


async def test_a_bot_pins_as_administrator_only(rig: Rig) -> None:
    crowd = await gather(rig)
    sent = (await crowd.ok("sendMessage", text="x"))["message_id"]
    refused = "not enough rights to manage pinned messages in the chat"
    assert await crowd.error("pinChatMessage", message_id=sent) == refused
    await crowd.raise_bot("can_change_info")
    assert await crowd.error("pinChatMessage", message_id=sent) == refused
    await crowd.raise_bot("can_pin_messages")
    assert await crowd.ok("pinChatMessage", message_id=sent) is True
    assert (await crowd.ok("getChat"))["pinned_message"]["message_id"] == sent


async def test_people_have_one_profile_photo_or_none(chat: Rig) -> None:
    assert await chat.ok("getUserProfilePhotos", user_id=ANN) == {"total_count": 0, "photos": []}
    image = form_of({}, {"file": ("a.png", portrait())})
    assert (await chat.request("POST", f"/people/{ANN}/profile_photo", data=image))[0] == 200
    found = await chat.ok("getUserProfilePhotos", user_id=ANN)
    assert (found["total_count"], [size["width"] for size in found["photos"][0]]) == (1, [160, 320, 640])
    assert await chat.ok("getUserProfilePhotos", user_id=ANN, offset=1) == {"total_count": 1, "photos": []}
    assert (await chat.ok("getFile", file_id=found["photos"][0][0]["file_id"]))["file_path"]
    assert (await chat.see("/people"))["people"][0]["photo_url"].startswith("/files/")
    assert await chat.error("getUserProfilePhotos", user_id=999) == "Bad Request: user not found"
    await chat.request("DELETE", f"/people/{ANN}/profile_photo")
    assert (await chat.ok("getUserProfilePhotos", user_id=ANN))["total_count"] == 0
