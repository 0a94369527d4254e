// What the server is asked. Addresses are relative: the token is in that of the page.

/** An answer that says what was wrong. */
export class Fault extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new Fault('The viewer does not answer: was it ended?', 0);
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Fault(told.fault ?? (response.status === 404 ? 'The address is not valid any more.' : `Error ${response.status}`), response.status);
}

export const getJson = async url => (await answer(url)).json();

export async function sendJson(method, url, value) {
  const body = value === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
  return (await answer(url, { method, ...body })).json();
}

/** Bytes of a tile, and how much of its sound it was made of: {bytes, taken, of}. */
export async function getTile(url, signal) {
  const response = await answer(url, { signal });
  const [taken, of] = (response.headers.get('X-Taken') ?? '1/1').split('/').map(Number);
  return { bytes: await response.arrayBuffer(), taken, of };
}
