// Follows one person's stream of events, and takes it up again by itself when the server was away.
// A hidden page lets go of its stream: browsers allow only six connections to one host, over all its tabs.

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 4000;
const HIDDEN_FOR = 30000;
const KINDS = ["message", "edit", "delete", "answer", "action", "keyboard", "commands"];

const pause = (ms, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });

const whenVisible = () =>
  new Promise((done) => {
    if (!document.hidden) return done();
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });

/** Resolves when the page has been hidden for a while. */
function longHidden(signal) {
  return new Promise((done) => {
    let timer = 0;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(done, HIDDEN_FOR);
    };
    document.addEventListener("visibilitychange", look, { signal });
    signal.addEventListener("abort", done, { once: true });
    look();
  });
}

/** One connection; resolves when it breaks, when the page is long hidden, or when `signal` aborts. */
async function listen(url, heard, signal) {
  const source = new EventSource(url);
  const over = new AbortController();
  const broken = new Promise((done) => {
    source.addEventListener("error", done, { once: true });
    signal.addEventListener("abort", done, { once: true });
  });
  const take = (event) => heard(JSON.parse(event.data));
  KINDS.forEach((kind) => source.addEventListener(kind, take));
  await Promise.race([broken, longHidden(over.signal)]);
  source.close();
  over.abort();
}

/**
 * Load, listen, and again, until `signal` aborts.
 * load(): Promise of the seq from which the stream goes on; heard(event); online(bool) tells whether it is connected.
 */
export async function follow({ id, load, heard, online, signal }) {
  let wait = FIRST_PAUSE;
  while (!signal.aborted) {
    await whenVisible();
    try {
      const seq = await load();
      wait = FIRST_PAUSE;
      online(true);
      await listen(`/people/${id}/stream?after=${seq}`, heard, signal);
    } catch {
      online(false);
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_PAUSE);
  }
}
