// Tiles in memory, the most recently used ones; those in view are fetched, nearest first, and no longer waited for when they are out of it.

import { getTile } from './api.js';

const atOnce = 4;
const retryAfter = 3000; // ms

export class TileStore {
  /**
   * @param decode makes of {bytes, taken, of} what is kept
   * @param maxBytes most bytes kept
   * @param changed called when a tile has come, or could not
   */
  constructor(decode, maxBytes, changed) {
    this.decode = decode;
    this.maxBytes = maxBytes;
    this.changed = changed;
    this.tiles = new Map(); // in the order of their use
    this.bytes = 0;
    this.loading = new Map();
    this.failed = new Map();
    this.wanted = [];
    this.pending = 0; // of what is in view
  }

  /** The tile of a key; undefined where it has not come yet. */
  get(key) {
    const tile = this.tiles.get(key);
    if (tile) {
      this.tiles.delete(key);
      this.tiles.set(key, tile);
    }
    return tile;
  }

  /** As get, without counting as a use. */
  peek(key) {
    return this.tiles.get(key);
  }

  /**
   * Says what is in view: [{key, url, rank, stop}], in any order; stop is the end of the frames that it depends on. A tile is fetched anew when a better rank of it is wanted than is there.
   * @param beside the same of what may come into view; nobody waits for it
   */
  want(wanted, beside = []) {
    this.wanted = wanted.filter(tile => !this.#has(tile));
    this.pending = this.wanted.length;
    if (this.pending === 0) this.wanted = beside.filter(tile => !this.#has(tile));
    const urls = new Set(this.wanted.map(tile => tile.url));
    for (const [url, loading] of this.loading) {
      if (!urls.has(url)) {
        loading.abort.abort();
        this.loading.delete(url);
      }
    }
    this.#start();
  }

  /** What went wrong last with something that is still wanted. */
  get fault() {
    return this.wanted.map(tile => this.failed.get(tile.url)?.fault).find(fault => fault);
  }

  /** Has those that a condition holds for fetched anew, as good as they are; until then they are shown as they are. */
  renew(condition) {
    for (const tile of this.tiles.values()) if (condition(tile)) tile.rank = Math.min(tile.rank, tile.wanted) - 0.5;
  }

  /** As renew, for those that reach beyond a frame up to which the recording was known; what is on its way may be from before, too. */
  renewFrom(frame) {
    this.renew(tile => tile.stop > frame);
    for (const [url, { abort, stop }] of this.loading) {
      if (stop <= frame) continue;
      abort.abort();
      this.loading.delete(url);
    }
  }

  #has({ key, rank }) {
    return (this.tiles.get(key)?.rank ?? -1) >= rank;
  }

  #start() {
    for (const tile of this.wanted) {
      if (this.loading.size >= atOnce) return;
      if (!this.loading.has(tile.url) && !(this.failed.get(tile.url)?.until > Date.now())) this.#load(tile);
    }
  }

  async #load({ key, url, rank, stop }) {
    const abort = new AbortController();
    this.loading.set(url, { abort, stop });
    try {
      const answer = await getTile(url, abort.signal);
      const tile = this.decode(answer);
      // Nothing is better than the whole.
      const isWhole = answer.taken >= answer.of;
      Object.assign(tile, { rank: isWhole ? Infinity : rank, wanted: rank, stop, size: answer.bytes.byteLength, taken: answer.taken, of: answer.of, stamp: (this.stamp = (this.stamp ?? 0) + 1) });
      this.bytes += tile.size - (this.tiles.get(key)?.size ?? 0);
      this.tiles.delete(key);
      this.tiles.set(key, tile);
      this.failed.delete(url);
      this.#forget();
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      this.failed.set(url, { fault, until: fault.status === 422 ? Infinity : Date.now() + retryAfter });
      setTimeout(() => this.changed(), retryAfter);
    } finally {
      if (this.loading.get(url)?.abort === abort) this.loading.delete(url);
    }
    this.wanted = this.wanted.filter(tile => !this.#has(tile));
    this.pending = Math.min(this.pending, this.wanted.length);
    this.#start();
    this.changed();
  }

  #forget() {
    for (const [key, tile] of this.tiles) {
      if (this.bytes <= this.maxBytes) return;
      this.tiles.delete(key);
      this.bytes -= tile.size;
    }
  }
}
