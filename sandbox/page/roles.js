// The words for a person's role; a hint that the page does not know is shown as it came.

import { has, say } from "./words.js";

/** "考生" / "Candidate"; "" when the person has no role. */
export function roleName(person) {
  const hint = person.role_hint ?? "";
  const key = `role_${hint.toLowerCase().replace(/[\s-]+/g, "_")}`;
  return has(key) ? say(key) : hint;
}
