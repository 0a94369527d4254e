// Draws spectrograms and waveforms with their axes, below each other.

import { fit, gutter, layOut, rightGutter } from './layout.js';
import { theme } from './theme.js';
import { multiples, niceStep } from './ticks.js';

export class Plots {
  constructor(canvas, box, recording, view, spectrograms, waveforms) {
    Object.assign(this, { canvas, box, recording, view, spectrograms, waveforms });
    this.resize();
  }

  /** Takes the size of the box. */
  resize() {
    this.width = this.box.clientWidth;
    const { panes, height } = layOut(this.recording.channels, this.box.clientHeight);
    this.panes = panes;
    this.height = height;
    this.view.width = Math.max(50, this.width - gutter - rightGutter);
  }

  /** Panes that are scrolled into view. */
  get visible() {
    const top = this.box.scrollTop;
    return this.panes.filter(pane => pane.y < top + this.box.clientHeight && pane.y + pane.height > top);
  }

  /** The waveform's filter as the server takes it; empty for none. */
  get filter() {
    const { filterLow, filterHigh } = this.view.options;
    return (filterLow ? `&low=${filterLow}` : '') + (filterHigh ? `&high=${filterHigh}` : '');
  }

  get envelope() {
    const { envelope } = this.view.options;
    return envelope ? `${this.filter}&envelope=${envelope}` : '';
  }

  get range() {
    const { start, span, stop, width } = this.view;
    return { start, span, stop, width };
  }

  /** Filtered waveforms are computed from every sample: not of hours at once. */
  get mayFilter() {
    return this.waveforms.step(this.range) <= 1 << 14;
  }

  /** What is asked of the server's waveforms for this view. */
  get wanted() {
    const wanted = [{ range: this.range, filter: '' }];
    if (this.mayFilter && this.filter) wanted.push({ range: this.range, filter: this.filter });
    if (this.mayFilter && this.envelope) wanted.push({ range: this.range, filter: this.envelope });
    return wanted;
  }

  draw() {
    const context = fit(this.canvas, this.width, this.height);
    const scale = devicePixelRatio;
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    for (const pane of this.visible) {
      const box = {
        x: Math.round(gutter * scale), y: Math.round(pane.y * scale),
        width: Math.round(this.view.width * scale), height: Math.round(pane.height * scale),
      };
      context.fillStyle = theme.plot;
      context.fillRect(box.x, box.y, box.width, box.height);
      if (pane.kind === 'spectrogram') {
        this.spectrograms.draw(context, pane.channel, box);
        this.#frequencies(context, pane);
      } else {
        this.#waveform(context, pane, box);
      }
      if (this.recording.channels > 1 && pane.kind === 'waveform') this.#name(context, pane);
    }
  }

  #waveform(context, pane, box) {
    const edge = 1 / this.view.gain;
    const filter = this.mayFilter ? this.filter : '';
    this.#amplitudes(context, pane, edge);
    const plain = { wave: theme.wave, strong: theme.waveStrong };
    const behind = { wave: theme.line, strong: theme.line };
    this.waveforms.draw(context, this.range, [pane.channel], box, edge, filter ? behind : plain);
    if (filter) this.waveforms.draw(context, this.range, [pane.channel], box, edge, plain, filter);
    if (this.mayFilter && this.envelope)
      this.waveforms.draw(context, this.range, [pane.channel], box, edge, { line: theme.envelope }, this.envelope);
  }

  #frequencies(context, pane) {
    const { low, high } = this.view;
    const inKilohertz = high > 2000;
    const unit = inKilohertz ? 1000 : 1;
    const step = niceStep(((high - low) / pane.height) * 38);
    const decimals = Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));
    this.#scale(context, pane, multiples(low, high, step), hz => (hz - low) / (high - low), hz => (hz / unit).toFixed(decimals), inKilohertz ? 'kHz' : 'Hz');
  }

  #amplitudes(context, pane, edge) {
    const step = niceStep((edge / (pane.height / 2)) * 26);
    const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    const text = value => (value === 0 ? '0' : value.toFixed(decimals).replace('-', '−'));
    // Full scale is 1.
    this.#scale(context, pane, multiples(-edge, edge, step), value => (value + edge) / (2 * edge), text, 'FS', true);
  }

  /** Marks of an axis, from below; the unit stands with the highest one. Texts stay within the pane, and apart. */
  #scale(context, pane, values, share, text, unit, withLines = false) {
    const scale = devicePixelRatio;
    let last = -Infinity;
    const { height } = pane;
    values.slice().reverse().forEach((value, i) => {
      const y = pane.y + (1 - share(value)) * height;
      const line = Math.min(Math.round(y * scale), Math.round((pane.y + height) * scale) - 1);
      context.fillStyle = theme.line;
      context.fillRect((gutter - 5) * scale, line, 5 * scale, scale);
      if (withLines) {
        context.fillStyle = theme.grid;
        context.fillRect(gutter * scale, line, this.view.width * scale, scale);
      }
      const place = Math.max(pane.y + 6, Math.min(pane.y + height - 6, y));
      if (place - last < 13) return;
      this.#text(context, i === 0 ? `${text(value)} ${unit}` : text(value), gutter - 8, place, theme.quiet, 'right');
      last = place;
    });
  }

  #name(context, pane) {
    const isHeard = this.heard?.includes(pane.channel);
    this.#text(context, `channel ${pane.channel}${isHeard ? ' ♪' : ''}`, gutter + 8, pane.y + 10, isHeard ? theme.accent : theme.quiet, 'left');
  }

  #text(context, text, x, y, color, align) {
    const scale = devicePixelRatio;
    context.font = `${11 * scale}px ${theme.font}`;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillStyle = color;
    context.fillText(text, x * scale, y * scale);
  }
}
