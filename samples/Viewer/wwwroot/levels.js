// Levels of the colours: fitted to what is in view at the start, and once more where that was a preview and is whole now.

export class Levels {
  constructor(view, spectrograms) {
    Object.assign(this, { view, spectrograms });
    this.fitted = null; // what they were fitted to
  }

  /** Leaves them as they are. */
  keep() {
    this.fitted = { isWhole: true };
  }

  /** Fits them to channels in view. */
  fit(channels) {
    const found = this.spectrograms.fit(channels);
    if (!found) return;
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
  }

  get #isUntouched() {
    const { start, span, options } = this.view;
    const { fitted } = this;
    return start === fitted.start && span === fitted.span && options.dbLow === fitted.low && options.dbHigh === fitted.high;
  }
}
