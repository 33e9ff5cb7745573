// Text on its way out: pieces a message may hold, and the commands that fit what is typed.

export const LIMIT = 4096;

/** Cuts a long text into pieces of at most LIMIT UTF-16 units, at a line end or blank where there is one, never inside a character. */
export function pieces(text) {
  const found = [];
  let rest = text.trim();
  while (rest.length > LIMIT) {
    const head = rest.slice(0, LIMIT);
    const soft = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
    let cut = soft > LIMIT / 2 ? soft : LIMIT;
    if (cut === LIMIT && /[\uD800-\uDBFF]/.test(head.at(-1))) cut -= 1;
    found.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest ? [...found, rest] : found;
}

/** The commands that begin as typed ("/st"), all for "/"; none when it is no command any more. */
export function fitting(commands, typed) {
  const match = /^\/(\w*)$/.exec(typed);
  return match ? commands.filter(({ command }) => command.startsWith(match[1].toLowerCase())) : [];
}
