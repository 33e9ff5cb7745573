// The keyboard that stands under the writing line: texts, own phone number, own location.

import { el, icon } from "./dom.js";

function key(button, deeds) {
  const about = typeof button === "string" ? { text: button } : button;
  const press = () => {
    if (about.request_contact) deeds.contact();
    else if (about.request_location) deeds.location();
    else deeds.say(about.text);
  };
  const sign = about.request_contact ? icon("person") : about.request_location ? icon("place") : null;
  return el("button", { class: "key", on: { click: press } }, sign, el("span", { text: about.text }));
}

/** The rows of a ReplyKeyboardMarkup; deeds: say(text), contact(), location(). */
export function replyKeys(markup, deeds) {
  const kind = markup.resize_keyboard ? "reply-rows" : "reply-rows tall";
  return el("div", { class: kind },
    ...markup.keyboard.map((row) => el("div", { class: row.length > 4 ? "key-row many" : "key-row" }, ...row.map((button) => key(button, deeds)))));
}
