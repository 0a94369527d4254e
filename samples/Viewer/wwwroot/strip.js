// The strip at the top: the whole recording, what of it is in view, and where labels and damage are.

import { duration } from './format.js';
import { fit, gutter, rightGutter } from './layout.js';
import { hatch } from './overlay.js';
import { theme } from './theme.js';

const height = 75;

export class Strip {
  constructor(canvas, axis, view, waveforms, labels, condition) {
    Object.assign(this, { canvas, axis, view, waveforms, labels, condition });
    canvas.addEventListener('pointerdown', event => this.#down(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    canvas.addEventListener('pointerup', () => (this.grip = null));
    canvas.addEventListener('pointercancel', () => (this.grip = null));
  }

  get range() {
    return { start: 0, span: this.axis.length, stop: this.axis.length, width: this.width };
  }

  resize(width) {
    this.full = width;
    this.width = Math.max(50, width - gutter - rightGutter);
  }

  draw(channels) {
    const context = fit(this.canvas, this.full, height);
    const scale = devicePixelRatio;
    context.fillStyle = theme.panel;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const box = { x: Math.round(gutter * scale), y: 8 * scale, width: Math.round(this.width * scale), height: 52 * scale };
    context.fillStyle = theme.plot;
    context.fillRect(box.x, box.y, box.width, box.height);
    const x = place => box.x + (place / this.axis.length) * box.width;
    for (const gap of this.axis.breaksBetween(0, this.axis.length)) {
      context.fillStyle = gap.width ? theme.gap : theme.quiet;
      context.fillRect(x(gap.axis), box.y, Math.max(scale, x(gap.axis + gap.width) - x(gap.axis)), box.height);
    }
    const edge = this.edge(channels);
    this.waveforms.draw(context, this.range, channels, box, edge, { wave: theme.wave, strong: theme.waveStrong });
    for (const [start, count] of this.condition.damaged) {
      const left = x(this.axis.toAxis(start));
      hatch(context, left, box.y, Math.max(2 * scale, x(this.axis.toAxis(start + count)) - left), box.height);
    }
    context.fillStyle = theme.label;
    for (const label of this.labels.list) context.fillRect(x(this.axis.toAxis(label.startFrame)), box.y + box.height + 3 * scale, scale, 5 * scale);
    this.#window(context, box, x);
    this.#texts(context, box);
  }

  /** The sample at the edge of the strip: the loudest of all, on a step of 1, 2, 5. */
  edge(channels) {
    const peak = this.waveforms.peak(this.range, channels);
    return peak > 0 ? Math.min(1e6, peak * 1.1) : 1;
  }

  #window(context, box, x) {
    const scale = devicePixelRatio;
    const left = x(this.view.start);
    const right = Math.max(left + 2 * scale, x(this.view.stop));
    context.fillStyle = theme.name === 'dark' ? 'rgba(10, 12, 16, .55)' : 'rgba(243, 245, 248, .65)';
    context.fillRect(box.x, box.y, left - box.x, box.height);
    context.fillRect(right, box.y, box.x + box.width - right, box.height);
    context.strokeStyle = theme.accent;
    context.lineWidth = scale;
    context.strokeRect(Math.round(left) + scale / 2, box.y + scale / 2, Math.round(right - left) - scale, box.height - scale);
    if (this.cursor !== undefined) {
      context.fillStyle = theme.accent;
      context.fillRect(Math.round(x(this.cursor)), box.y - 4 * scale, scale, box.height + 8 * scale);
    }
  }

  #texts(context, box) {
    const scale = devicePixelRatio;
    context.font = `${11 * scale}px ${theme.font}`;
    context.fillStyle = theme.quiet;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    context.fillText('all', box.x - 8 * scale, box.y + 8 * scale);
    const { filled } = this.condition;
    context.fillText(duration(this.axis.length / this.axis.rate).replace(/ (\d+ \S+)$/, ''), box.x - 8 * scale, box.y + 24 * scale);
    if (filled > 0 && filled < 1) {
      context.fillText(`${Math.floor(100 * filled)} %`, box.x - 8 * scale, box.y + 40 * scale);
      context.fillStyle = theme.accent;
      context.fillRect(box.x, box.y + box.height, box.width * filled, 2 * scale);
    }
  }

  #place(event) {
    return ((event.offsetX - gutter) / this.width) * this.axis.length;
  }

  #down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    const place = this.#place(event);
    const isInside = place >= this.view.start && place <= this.view.stop;
    this.grip = isInside ? place - this.view.start : this.view.span / 2;
    this.#move(event);
  }

  #move(event) {
    if (this.grip === null || this.grip === undefined) return;
    this.view.show(this.#place(event) - this.grip, this.view.span);
  }
}
