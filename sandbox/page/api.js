// The people's side of the sandbox, as functions; an error carries the sentence the server gave.

/** What the server refused, in words a tester understands; status 0: it could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Refused(0, "offline");
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, body.error ?? `HTTP ${answer.status}`);
  return body;
}

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

function upload(path, file, caption) {
  const form = new FormData();
  form.append("file", file, file.name);
  if (caption) form.append("caption", caption);
  return call(path, { method: "POST", body: form });
}

export const people = async () => (await call("/people")).people;
export const addPerson = (person) => post("/people", person);
export const bot = () => call("/bot");
export const screen = (id) => call(`/people/${id}/screen`);
export const sayText = (id, text, replyTo) => post(`/people/${id}/say`, replyTo ? { text, reply_to: replyTo } : { text });
export const start = (id, payload) => post(`/people/${id}/start`, { payload });
export const press = (id, messageId, data) => post(`/people/${id}/press`, { message_id: messageId, data });
export const contact = (id, of) => post(`/people/${id}/contact`, of === undefined ? {} : { of });
export const photo = (id, file, caption) => upload(`/people/${id}/photo`, file, caption);
export const file = (id, file, caption) => upload(`/people/${id}/document`, file, caption);
export const send = (id, kind, more = {}) => post(`/people/${id}/send`, { kind, ...more });
export const forward = (id, messageId, fromChat) => post(`/people/${id}/forward`, { message_id: messageId, from_chat: fromChat });
export const edit = (id, messageId, text) => post(`/people/${id}/edit`, { message_id: messageId, text });
export const deed = (id, name) => post(`/people/${id}/${name}`, {});
export const clock = () => call("/clock");
export const moveClock = (change) => post("/clock", change);
