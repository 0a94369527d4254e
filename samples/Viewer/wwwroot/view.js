// What is shown: a part of the time axis, a band of frequencies, and how.

const leastPixels = 1 / 40; // frames per pixel at the closest: a sample every 40 pixels

export class View extends EventTarget {
  constructor(axis, options) {
    super();
    this.axis = axis;
    this.half = axis.rate / 2;
    this.start = 0;
    this.span = axis.length;
    this.width = 1000; // of the plots, in CSS pixels
    this.low = 0;
    this.high = this.half;
    this.gain = 1; // of the waveform: 1 / gain is the edge of its plot
    this.options = options;
  }

  get stop() {
    return this.start + this.span;
  }

  /** Pixels from the left edge of the plot. */
  x(place) {
    return ((place - this.start) / this.span) * this.width;
  }

  /** The place on the axis under a pixel. */
  at(x) {
    return this.start + (x / this.width) * this.span;
  }

  show(start, span) {
    const least = Math.min(this.axis.length, this.width * leastPixels);
    span = Math.max(least, Math.min(this.axis.length, span));
    start = Math.max(0, Math.min(this.axis.length - span, start));
    if (start === this.start && span === this.span) return;
    this.start = start;
    this.span = span;
    this.changed('range');
  }

  /** Zooms so that what is at a place stays where it is on the screen. */
  zoom(factor, place = this.start + this.span / 2) {
    const least = Math.min(this.axis.length, this.width * leastPixels);
    const span = Math.max(least, Math.min(this.axis.length, this.span * factor));
    this.show(place - ((place - this.start) / this.span) * span, span);
  }

  pan(places) {
    this.show(this.start + places, this.span);
  }

  /** Brings a range into view, with room around it, unless it is there. */
  reveal(from, to) {
    if (from >= this.start && to <= this.stop && to - from > this.span / 400) return;
    const span = Math.max(to - from === 0 ? this.span : 0, (to - from) * 4, this.axis.rate / 4);
    this.show((from + to) / 2 - span / 2, span);
  }

  band(low, high) {
    const least = this.half / 500;
    high = Math.max(least, Math.min(this.half, high));
    low = Math.max(0, Math.min(high - least, low));
    if (low === this.low && high === this.high) return;
    this.low = low;
    this.high = high;
    this.changed('range');
  }

  zoomBand(factor, hz) {
    const span = Math.min(this.half, (this.high - this.low) * factor);
    let low = hz - ((hz - this.low) / (this.high - this.low)) * span;
    low = Math.max(0, Math.min(this.half - span, low));
    this.band(low, low + span);
  }

  /** Changes options: {size, map, peak, dbLow, dbHigh, filterLow, …}. */
  set(options) {
    Object.assign(this.options, options);
    this.changed('options');
  }

  setGain(gain) {
    this.gain = Math.max(0.5, Math.min(4096, gain));
    this.changed('range');
  }

  changed(what) {
    this.dispatchEvent(new CustomEvent('change', { detail: what }));
  }
}
