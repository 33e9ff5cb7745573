// Dates and times as people in Shanghai read them.

import { language } from "./words.js";

/** Times are in seconds, as in the Bot API. */
const shown = (seconds, locale, parts) => new Intl.DateTimeFormat(locale, { timeZone: "Asia/Shanghai", ...parts }).format(seconds * 1000);

export const timeOf = (seconds) => shown(seconds, "en-GB", { hour: "2-digit", minute: "2-digit" });
/** "11月22日" or "22 Nov" */
export const dayOf = (seconds) => shown(seconds, language() === "zh" ? "zh-CN" : "en-GB", { month: "short", day: "numeric" });
export const dayAndTime = (seconds) => `${dayOf(seconds)} ${timeOf(seconds)}`;
