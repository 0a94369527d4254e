// Levels of the colours: fitted to what is in view at the start, once more where that was a preview and is whole now, and again while the
// recording grows and its end is in view: one may begin silent. What somebody has set stays.

const clearly = 10; // dB: steps of the fit that are less would flicker

export class Levels {
  constructor(view, spectrograms) {
    Object.assign(this, { view, spectrograms });
    this.fitted = null; // what they were fitted to
    this.hasGrown = false; // since
  }

  /** Leaves them as they are. */
  keep() {
    this.fitted = { isWhole: true };
  }

  /** Says that the recording has become longer. */
  grow() {
    this.hasGrown = true;
  }

  /** Fits them to channels in view. */
  fit(channels) {
    const found = this.spectrograms.fit(channels);
    if (found) this.#take(found);
  }

  #take(found) {
    const { start, span } = this.view;
    const { taken, of } = this.spectrograms;
    this.fitted = { ...found, start, span, isWhole: taken >= of };
    this.view.set({ dbLow: found.low, dbHigh: found.high });
  }

  /** Called at every drawing. */
  follow(channels) {
    const { waiting, refining, taken, of } = this.spectrograms;
    if (waiting) return;
    if (!this.fitted) this.fit(channels);
    else if (!this.fitted.isWhole && !refining && taken >= of) {
      if (this.#isUntouched) this.fit(channels);
      else this.keep();
    }
    if (this.hasGrown && !refining) {
      this.hasGrown = false;
      const { view } = this;
      if (this.#isOwn && view.stop >= view.axis.length) this.#fitClearly(channels);
    }
  }

  /** Fits them where that makes a difference that is worth it: something is louder than the loudest colour, or much is another. */
  #fitClearly(channels) {
    const found = this.spectrograms.fit(channels);
    if (!found) return;
    const { low, high } = this.fitted;
    if (found.high > high || found.high <= high - 2 * clearly || Math.abs(found.low - low) >= clearly) this.#take(found);
  }

  /** Whether they are as they were fitted. */
  get #isOwn() {
    const { options } = this.view;
    return options.dbLow === this.fitted?.low && options.dbHigh === this.fitted?.high;
  }

  get #isUntouched() {
    const { start, span } = this.view;
    return start === this.fitted.start && span === this.fitted.span && this.#isOwn;
  }
}
