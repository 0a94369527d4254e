// The time axis below the plots: time of day, or time recorded, with as many digits as the zoom needs.

import { date, decimalsFor, elapsed, timeOfDay } from './format.js';
import { fit, gutter } from './layout.js';
import { theme } from './theme.js';
import { multiples, niceTimeStep } from './ticks.js';

export class TimeScale {
  constructor(canvas, axis, view) {
    Object.assign(this, { canvas, axis, view });
  }

  get isClock() {
    return this.axis.hasClock && this.view.options.timeKind === 'clock';
  }

  /** Marks in view: [{x, text}], x in CSS pixels from the left edge of the plots. */
  marks() {
    const { view, axis } = this;
    const perPixel = view.span / axis.rate / view.width; // seconds
    const decimalsGuess = decimalsFor(niceTimeStep(perPixel * 90));
    const step = niceTimeStep(perPixel * (62 + 8 * (decimalsGuess ? decimalsGuess + 1 : 0)));
    const decimals = decimalsFor(step);
    const found = [];
    for (const { piece, from, to } of this.#regions()) {
      // In seconds from the piece's own start: a day in seconds leaves a double enough, milliseconds since 1970 do not.
      const clock = this.isClock ? axis.clockAt(piece.start) : null;
      const origin = clock === null ? this.axis.toScale ? piece.axis / axis.rate : piece.start / axis.rate : (clock % 864e5) / 1000;
      const day = clock === null ? 0 : clock - (clock % 864e5);
      const second = place => origin + (place - piece.axis) / axis.rate;
      for (const mark of multiples(second(from), second(to), step)) {
        const x = view.x(piece.axis + (mark - origin) * axis.rate);
        const isMidnight = clock !== null && mark % 86400 === 0;
        const text = clock === null ? elapsed(mark, decimals)
          : isMidnight ? date(day + mark * 1000) : timeOfDay((mark % 86400) * 1000, decimals, step < 60);
        if (x > (found.at(-1)?.x ?? -Infinity) + (62 + 8 * (decimals ? decimals + 1 : 0)) * 0.9) found.push({ x, text });
      }
    }
    return found;
  }

  /** What is in view, cut where time jumps: [{piece, from, to}], places on the axis. Time passes in gaps to scale, too. */
  #regions() {
    const { view, axis } = this;
    const pieces = axis.between(view.start, view.stop);
    if (!axis.toScale) return pieces.map(piece => ({ piece, from: piece.axis, to: piece.axis + piece.count }));
    if (!pieces.length) {
      const { frame } = axis.toFrame(view.start);
      pieces.push({ start: frame, axis: axis.toAxis(frame), count: 0 });
    }
    return pieces.map((piece, i) => ({ piece, from: i ? piece.axis : view.start, to: pieces[i + 1]?.axis ?? view.stop }));
  }

  draw(width) {
    const context = fit(this.canvas, width, 33);
    const scale = devicePixelRatio;
    context.fillStyle = theme.panel;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.font = `${11 * scale}px ${theme.font}`;
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    for (const { x, text } of this.marks()) {
      context.fillStyle = theme.line;
      context.fillRect(Math.round((gutter + x) * scale), 0, scale, 6 * scale);
      const half = context.measureText(text).width / 2 / scale;
      // Neither beyond the right edge nor into what stands in the corner.
      if (gutter + x + half > width - 2 || gutter + x - half < (this.isClock ? 76 : 46)) continue;
      context.fillStyle = theme.text;
      context.fillText(text, (gutter + x) * scale, 17 * scale);
    }
    context.textAlign = 'left';
    context.fillStyle = theme.quiet;
    context.fillText(this.#unit(), 6 * scale, 10 * scale);
    const clock = this.isClock ? this.axis.clockAt(this.axis.toFrame(this.view.start).frame) : null;
    if (clock !== null) context.fillText(date(clock), 6 * scale, 25 * scale);
  }

  #unit() {
    if (this.isClock) return 'clock';
    const seconds = this.view.stop / this.axis.rate;
    return seconds >= 3600 ? 'h:min:s' : 'min:s';
  }
}
