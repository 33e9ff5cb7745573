// Dates and times as people in Shanghai read them, whatever the computer's own time zone is.

import { language } from "./words.js";

const ZONE = "Asia/Shanghai";

function parts(date) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
}

/** "09:30" */
export function timeOf(date) {
  const at = parts(date);
  return `${at.hour}:${at.minute}`;
}

/** "11月22日" or "22 Nov" */
export function dayOf(date) {
  const at = parts(date);
  if (language() === "zh") return `${at.month}月${at.day}日`;
  const month = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, month: "short" }).format(date);
  return `${at.day} ${month}`;
}

/** "11月22日 09:30" */
export const dayAndTime = (date) => `${dayOf(date)} ${timeOf(date)}`;

/** A Bot API date (Unix seconds) as a Date. */
export const fromUnix = (seconds) => new Date(seconds * 1000);
