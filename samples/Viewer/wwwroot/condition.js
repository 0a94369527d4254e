// What becomes known while the recording is read: damage, how much of the overviews is there, and what a recorder has written since.

import { getJson } from './api.js';

export class Condition {
  /** @param changed called when something is known that was not: true where the recording has become longer */
  constructor(recording, axis, view, spectrograms, waveforms, changed) {
    Object.assign(this, { recording, axis, view, spectrograms, waveforms, changed });
    Object.assign(this, { damaged: [], diagnostics: [], filled: 0, filledSpectra: 0, isLive: false });
    this.drawn = { filled: 0, filledSpectra: 0 };
  }

  /** Asks again and again, as long as the page is there. */
  async watch() {
    try {
      const known = await getJson('condition');
      const text = JSON.stringify(known);
      const isChanged = text !== this.last;
      this.last = text;
      const { frames, ...condition } = known;
      Object.assign(this, condition);
      // What was sampled before can be had whole now.
      if (this.#isFurther('filled')) this.waveforms.store.renew(tile => tile.taken < tile.of);
      if (this.#isFurther('filledSpectra')) this.spectrograms.store.renew(tile => tile.taken < tile.of);
      const isLonger = frames !== this.recording.frames;
      if (isLonger) await this.#grow();
      if (isChanged) this.changed(isLonger);
    } catch {
      // The next request that matters says so.
    }
    setTimeout(() => this.watch(), document.hidden ? 10000 : 1500);
  }

  /** Whether a share of what is filled has become larger by a tenth since it was drawn, or whole. */
  #isFurther(share) {
    const drawn = this.drawn[share];
    const is = this[share] >= drawn + 0.1 || (this[share] === 1 && drawn !== 1);
    if (is || this[share] < drawn) this.drawn[share] = this[share];
    return is;
  }

  /** A recorder has written more: what touched the end is fetched anew, and a view of all, or of the end, stays one. */
  async #grow() {
    const { recording, axis, view } = this;
    const { frames, rate } = recording;
    const isAll = view.span >= axis.length;
    const isEnd = view.stop >= axis.length - rate / 1000;
    Object.assign(recording, await getJson('recording'));
    axis.grow(recording);
    for (const { store } of [this.spectrograms, this.waveforms]) store.renewFrom(frames);
    if (isAll) view.show(0, axis.length);
    else if (isEnd) view.show(axis.length - view.span, view.span);
  }
}
