"""Entities: parsed from markup, found in plain text, counted in UTF-16 units."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig

Entity = tuple[str, int, int]


def brief(entities: list[dict[str, Any]]) -> list[Entity]:
    return [(one["type"], one["offset"], one["length"]) for one in entities]


HTML: list[tuple[str, str, list[Entity]]] = [
    ("<b>粗</b>x", "粗x", [("bold", 0, 1)]),
    ("😀<i>a</i>", "😀a", [("italic", 2, 1)]),
    ("<b>a<i>b😀</i></b>", "ab😀", [("bold", 0, 4), ("italic", 1, 3)]),
    ("&lt;b&gt; &amp; &quot;&#65;&#x4E2D;&nbsp;", '<b> & "A中&nbsp;', []),
    ("<tg-spoiler>s</tg-spoiler><span class='tg-spoiler'>t</span>", "st", [("spoiler", 0, 2)]),
    ("<u>u</u><ins>i</ins><s>s</s><strike>k</strike><del>d</del>", "uiskd", [
        ("underline", 0, 2), ("strikethrough", 2, 3),
    ]),
    ("<blockquote>q</blockquote>\n<blockquote expandable>e</blockquote>", "q\ne", [
        ("blockquote", 0, 1), ("expandable_blockquote", 2, 1),
    ]),
    ("<b>a</>", "a", [("bold", 0, 1)]),
    ("<B>a</b >", "a", [("bold", 0, 1)]),
    ("  <b> a</b> \n", "a", [("bold", 0, 1)]),
    ("<b></b>a", "a", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
async def test_html(chat: Rig, source: str, text: str, entities: list[Entity]) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text=source, parse_mode="html")
    assert sent["text"] == text
    assert brief(sent.get("entities", [])) == entities


async def test_html_with_attributes(chat: Rig) -> None:
    source = '<a href="HTTPS://Example.org?a=1&amp;b=2">l</a> <pre><code class="language-python">x = 1</code></pre>'
    sent = await chat.ok("sendMessage", chat_id=ANN, text=source, parse_mode="HTML")
    assert sent["entities"] == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://example.org/?a=1&b=2"},
        {"type": "pre", "offset": 2, "length": 5, "language": "python"},
    ]


async def test_a_mention_by_id_names_the_person(chat: Rig) -> None:
    source = f'<a href="tg://user?id={ANN}">她</a> <a href="tg://user?id=5">nobody</a>'
    sent = await chat.ok("sendMessage", chat_id=ANN, text=source, parse_mode="HTML")
    assert [(one["type"], one["user"]["first_name"]) for one in sent["entities"]] == [("text_mention", "安")]


FOUND: list[tuple[str, list[Entity]]] = [
    ("/start now", [("bot_command", 0, 6)]),
    ("中😀 /help", [("bot_command", 4, 5)]),
    ("a/b 1/2", []),
    ("ask @ann_li or #鉴定", [("mention", 4, 7), ("hashtag", 15, 3)]),
    ("see https://example.org/a?b=1, or example.com.", [("url", 4, 25), ("url", 34, 11)]),
    ("mail a.b@example.cn", [("email", 5, 14)]),
    ("costs $USD +86 138 0000 0000", [("cashtag", 6, 4), ("phone_number", 11, 17)]),
    ("11010519491231002X 3.14 报名", []),
]


@pytest.mark.parametrize(("text", "entities"), FOUND)
async def test_entities_are_found_both_ways(chat: Rig, text: str, entities: list[Entity]) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text=text)
    assert brief(sent.get("entities", [])) == entities
    await chat.do(ANN, "say", text=text)
    heard = (await chat.updates(offset=-1))[0]["message"]
    assert brief(heard.get("entities", [])) == entities


async def test_nothing_is_found_in_code(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="<code>/start</code> /go", parse_mode="HTML")
    assert brief(sent["entities"]) == [("code", 0, 6), ("bot_command", 7, 3)]


async def test_entities_given_by_the_bot_are_kept(chat: Rig) -> None:
    entities = [{"type": "bold", "offset": 2, "length": 1}]
    sent = await chat.ok("sendMessage", chat_id=ANN, text="  x", entities=entities)
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_plain_text_stays_plain(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="<b>&amp;*_\tx\r\n")
    assert sent["text"] == "<b>&amp;*_ x"


@pytest.mark.parametrize("text", ["字" * 4096, "😀" * 4096])
async def test_4096_characters_go_through(chat: Rig, text: str) -> None:
    assert (await chat.ok("sendMessage", chat_id=ANN, text=text))["text"] == text


MARKDOWN: list[tuple[str, str, str, list[Entity]]] = [
    ("MarkdownV2", "*b* _i_ __u__ ~s~ ||h|| `c`", "b i u s h c", [
        ("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1), ("strikethrough", 6, 1), ("spoiler", 8, 1),
        ("code", 10, 1),
    ]),
    ("MarkdownV2", "[l](http://a.cn/) \\. ```py\nx```", "l . x", [("text_link", 0, 1), ("pre", 4, 1)]),
    ("Markdown", "*b* _i_ `c` [l](a.cn) \\*", "b i c l *", [
        ("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 1),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "source", "text", "entities"), MARKDOWN)
async def test_markdown(chat: Rig, mode: str, source: str, text: str, entities: list[Entity]) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text=source, parse_mode=mode)
    assert (sent["text"], brief(sent["entities"])) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("中*b", "Can't find end of Bold entity at byte offset 3"),
    ],
)
async def test_broken_markdown(chat: Rig, source: str, complaint: str) -> None:
    description = await chat.error("sendMessage", chat_id=ANN, text=source, parse_mode="MarkdownV2")
    assert description == f"Bad Request: can't parse entities: {complaint}"
