// Which chats are open stands in the address (#/101/205), so that reload, bookmark and the back button work.

/** The ids in the address, at most two, each once. */
export function openIds() {
  const ids = location.hash.replace(/^#\//, "").split("/").map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(ids)].slice(0, 2);
}

export function go(ids) {
  location.hash = `#/${ids.join("/")}`;
}
