"""What parse_mode makes of markup, and how it complains: HTML, MarkdownV2, the older Markdown."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.test_texts import Entity, brief

Case = tuple[str, str, list[Entity]]
BROKEN = "Bad Request: can't parse entities: "


async def sent(rig: Rig, source: str, mode: str) -> dict[str, Any]:
    return dict(await rig.ok("sendMessage", chat_id=ANN, text=source, parse_mode=mode))


def seen(message: dict[str, Any]) -> tuple[str, list[Entity]]:
    return message["text"], brief(message.get("entities", []))


V2: list[Case] = [
    ("a\\.b\\\\c\\_", "a.b\\c_", []),
    ("_i *bi* i_", "i bi i", [("italic", 0, 6), ("bold", 2, 2)]),
    ("__u _ui_ u__", "u ui u", [("underline", 0, 6), ("italic", 2, 2)]),
    ("_i __ui___", "i ui", [("italic", 0, 4), ("underline", 2, 2)]),
    ("😀*b*", "😀b", [("bold", 2, 1)]),
    ("`a*b_c`", "a*b_c", [("code", 0, 5)]),
    ("`a\\`b`", "a`b", [("code", 0, 3)]),
    ("**x", "x", []),
    ("> quoted\n>on\nafter", "quoted\non\nafter", [("blockquote", 0, 10)]),
    ("before\n>q", "before\nq", [("blockquote", 7, 1)]),
    (">a\n**>b", "a\nb", [("blockquote", 0, 2), ("blockquote", 2, 1)]),
    (">hidden\n>more||", "hidden\nmore", [("expandable_blockquote", 0, 11)]),
    (">hidden||\nafter", "hidden\nafter", [("expandable_blockquote", 0, 7)]),
    (">||spoiler||\nafter", "spoiler\nafter", [("blockquote", 0, 8), ("spoiler", 0, 7)]),
    ("[l](a\\)b)", "l", []),
    ("[l](https://a.cn/\\(x\\))", "l", [("text_link", 0, 1)]),
    ("[example\\.org]", "example.org", [("text_link", 0, 11)]),
    ("||~a~||", "a", [("strikethrough", 0, 1), ("spoiler", 0, 1)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), V2)
async def test_markdown_v2(chat: Rig, source: str, text: str, entities: list[Entity]) -> None:
    assert seen(await sent(chat, source, "MarkdownV2")) == (text, entities)


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("```python\nx```", {"type": "pre", "length": 1, "language": "python"}),
        ("```\nx```", {"type": "pre", "length": 1}),
        ("![👍](tg://emoji?id=5368324170671202286)", {
            "type": "custom_emoji", "length": 2, "custom_emoji_id": "5368324170671202286",
        }),
        ("![soon](tg://time?unix=1647531900&format=Tw)", {
            "type": "date_time", "length": 4, "unix_time": 1647531900, "date_time_format": "wT",
        }),
        ("![soon](tg://time?unix=1647531900)", {
            "type": "date_time", "length": 4, "unix_time": 1647531900, "date_time_format": "",
        }),
        ("[l](a.cn?x=\\\\y)", {"type": "text_link", "length": 1, "url": "http://a.cn/?x=\\y"}),
    ],
)  # fmt: skip
async def test_what_markdown_v2_says_of_an_entity(chat: Rig, source: str, entity: dict[str, Any]) -> None:
    assert (await sent(chat, source, "MarkdownV2"))["entities"] == [{"offset": 0, **entity}]


V2_BROKEN = [
    *((f"a{mark}b", f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")
      for mark in "]()>#+-=|{}.!"),
    ("中*b", "Can't find end of Bold entity at byte offset 3"),
    ("_i", "Can't find end of Italic entity at byte offset 0"),
    ("__u", "Can't find end of Underline entity at byte offset 0"),
    ("~s", "Can't find end of Strikethrough entity at byte offset 0"),
    ("||s", "Can't find end of Spoiler entity at byte offset 0"),
    ("`c", "Can't find end of Code entity at byte offset 0"),
    ("```p", "Can't find end of Pre entity at byte offset 0"),
    ("```py p", "Can't find end of PreCode entity at byte offset 0"),
    ("[l", "Can't find end of TextUrl entity at byte offset 0"),
    ("[l](a.cn", "Can't find end of a URL at byte offset 4"),
    ("*bold _italic\\_*", "Can't find end of Bold entity at byte offset 15"),
    (">*b\n>c\nd*", "Can't find end of Bold entity at byte offset 1"),
    ("![x](tg://emoji?id=025)", "Invalid tg://emoji or tg://time URL specified"),
    ("![x](tg://time?unix=0)", "Invalid tg://emoji or tg://time URL specified"),
    ("![x]", "The entity must contain a tg://emoji or tg://time URL"),
    ("![x", "Can't find end of CustomEmoji entity at byte offset 0"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "complaint"), V2_BROKEN)
async def test_broken_markdown_v2(chat: Rig, source: str, complaint: str) -> None:
    assert await chat.error("sendMessage", chat_id=ANN, text=source, parse_mode="MarkdownV2") == BROKEN + complaint


HTML: list[Case] = [
    ("<strong>b</strong><em>i</em>", "bi", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
    ("<a href='nowhere'>l</a>", "l", []),
    ("<code>/start</code>", "/start", [("code", 0, 6)]),
    ("<pre><code>x</code></pre>", "x", [("pre", 0, 1)]),
    ("<b>a<code>c</code>d</b>", "acd", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
    ("<b>a<a href='a.cn'>l</a></b>", "al", [("bold", 0, 2), ("text_link", 1, 1)]),
    ("<b>a</b><b>c</b>", "ac", [("bold", 0, 2)]),
    ("<b>x<b>y</b></b>", "xy", [("bold", 0, 2)]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
    ("&#xD83D;&#xDE00;&#128512;<i>x</i>", "😀😀x", [("italic", 4, 1)]),
    ("&lt &amp;lt; &copy; &#0;", "< &lt; &copy; &#0;", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
async def test_html_nests_and_joins(chat: Rig, source: str, text: str, entities: list[Entity]) -> None:
    assert seen(await sent(chat, source, "HTML")) == (text, entities)


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<code class="language-c"><pre>x</pre></code>', {"type": "pre", "length": 1, "language": "c"}),
        ('<code class="language-c">x</code>', {"type": "code", "length": 1}),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', {
            "type": "custom_emoji", "length": 2, "custom_emoji_id": "5368324170671202286",
        }),
        ('<tg-time unix="1647531900" format="wDT">soon</tg-time>', {
            "type": "date_time", "length": 4, "unix_time": 1647531900, "date_time_format": "wDT",
        }),
        ('<tg-time unix="1647531900" format="tTdD">soon</tg-time>', {
            "type": "date_time", "length": 4, "unix_time": 1647531900, "date_time_format": "dt",
        }),
        ('<tg-time unix="1647531900" format="R">soon</tg-time>', {
            "type": "date_time", "length": 4, "unix_time": 1647531900, "date_time_format": "r",
        }),
        ("<a href='a.cn/b c'>l</a>", {"type": "text_link", "length": 1, "url": "http://a.cn/b%20c"}),
    ],
)  # fmt: skip
async def test_what_html_says_of_an_entity(chat: Rig, source: str, entity: dict[str, Any]) -> None:
    assert (await sent(chat, source, "HTML"))["entities"] == [{"offset": 0, **entity}]


HTML_BROKEN = [
    ("中<i    aba  =  ", 'Unclosed start tag "i" at byte offset 3'),
    ("<i a='b", "Unclosed start tag at byte offset 0"),
    ("中<i a=b", "Unclosed start tag at byte offset 3"),
    ("<script>a</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    ("<tg-emoji emoji-id='9999999999999999999'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ("<tg-time unix='5' format='x'>a</tg-time>", "Invalid date format used"),
    ("&#xDFDF;", (
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units"
    )),
]  # fmt: skip


@pytest.mark.parametrize(("source", "complaint"), HTML_BROKEN)
async def test_more_broken_html(chat: Rig, source: str, complaint: str) -> None:
    assert await chat.error("sendMessage", chat_id=ANN, text=source, parse_mode="HTML") == BROKEN + complaint


LEGACY: list[Case] = [
    ("*b* _i_ `c` \\*", "b i c *", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
    ("*_b_*", "_b_", [("bold", 0, 3)]),
    ("[l](a.cn) [example.org]", "l example.org", [("text_link", 0, 1), ("text_link", 2, 11)]),
    ("[l](nowhere)", "l", []),
    ("```py\nx``` .", "x .", [("pre", 0, 1)]),
    ("x**", "x", []),
    ("a.b-c!", "a.b-c!", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), LEGACY)
async def test_the_older_markdown(chat: Rig, source: str, text: str, entities: list[Entity]) -> None:
    assert seen(await sent(chat, source, "markdown")) == (text, entities)


@pytest.mark.parametrize(
    ("source", "where"), [("*unclosed", 0), ("中_x", 3), ("[l", 0), ("`c", 0), ("```c", 0), ("a\\*b*", 4)]
)
async def test_the_older_markdown_needs_its_ends(chat: Rig, source: str, where: int) -> None:
    complaint = f"Can't find end of the entity starting at byte offset {where}"
    assert await chat.error("sendMessage", chat_id=ANN, text=source, parse_mode="Markdown") == BROKEN + complaint


@pytest.mark.parametrize("mode", ["HTML", "html", "hTmL"])
async def test_the_case_of_parse_mode_does_not_matter(chat: Rig, mode: str) -> None:
    assert seen(await sent(chat, "<b>x</b>", mode)) == ("x", [("bold", 0, 1)])


async def test_without_parse_mode_markup_is_text(chat: Rig) -> None:
    assert seen(await sent(chat, "<b>x</b> *y*", "None")) == ("<b>x</b> *y*", [])
