// What is under the mouse, and what is going on.

import { date, decimalsFor, elapsed, frequency, grouped, timeOfDay } from './format.js';
import { paneAt } from './layout.js';

/** Parts of the read-out at a point: [{text, isStrong}]. */
export function describe(point, plots, axis, view, spectrograms, waveforms) {
  const place = view.at(point.x);
  if (place < 0 || place > axis.length || point.x < 0 || point.x > view.width) return [];
  const { frame, isGap } = axis.toFrame(place);
  const decimals = Math.min(6, decimalsFor(view.span / axis.rate / view.width));
  if (isGap) return [{ text: 'nothing was recorded here', isStrong: true }];
  const whole = Math.min(axis.frames - 1, Math.floor(frame));
  const clock = axis.clockAt(frame);
  const file = axis.files[axis.fileAt(whole)];
  const parts = [];
  if (clock !== null) parts.push({ text: `${date(clock)} ${timeOfDay(clock, decimals)}`, isStrong: true });
  parts.push({ text: elapsed(frame / axis.rate, decimals), isStrong: clock === null });
  parts.push({ text: `frame ${grouped(whole)}` });
  if (axis.files.length > 1) parts.push({ text: `${file.name}, frame ${grouped(whole - file.startFrame)}` });
  const pane = paneAt(plots.panes, point.y);
  if (pane?.kind === 'spectrogram') {
    const hz = view.high - ((point.y - pane.y) / pane.height) * (view.high - view.low);
    const level = spectrograms.level(pane.channel, place, hz);
    parts.push({ text: frequency(hz), isStrong: true });
    if (level !== null) parts.push({ text: level <= spectrograms.recording.lowestDecibels ? 'silence' : `${level.toFixed(1).replace('-', '−')} dB FS`, isStrong: true });
  } else if (pane) {
    const values = waveforms.at(plots.range, place, pane.channel);
    if (values) {
      const number = value => value.toFixed(4).replace('-', '−');
      parts.push({ text: values.least === values.greatest ? number(values.least) : `${number(values.least)} to ${number(values.greatest)}`, isStrong: true });
    }
  }
  if (axis.rate && plots.recording.channels > 1 && pane) parts.push({ text: `channel ${pane.channel}` });
  return parts;
}

/** Puts parts into an element; what is there as it is to be stays, so that the page is not laid out anew at every frame. */
export function put(element, parts) {
  const text = parts.map(part => `${part.isStrong ? '*' : ' '}${part.text}`).join('\n');
  if (element.shown === text) return;
  element.shown = text;
  element.replaceChildren(...parts.map(part => Object.assign(document.createElement(part.isStrong ? 'b' : 'span'), { textContent: part.text })));
  if (!parts.length) element.textContent = '\u00a0';
}

/** Sets what has changed: the page is laid out anew otherwise. */
export function set(on, name, value) {
  if (on[name] !== value) on[name] = value;
}
