// Where the plots of each channel lie, in CSS pixels.

export const gutter = 62; // for the axes at the left
export const rightGutter = 10;
const leastChannel = 170; // below it, the channels are scrolled
const gapBetween = 8;

/** [{channel, kind: 'spectrogram' | 'waveform', y, height}], and the height of all. */
export function layOut(channels, height) {
  const each = Math.max(leastChannel, Math.floor((height - gapBetween) / channels));
  const panes = [];
  for (let channel = 0; channel < channels; channel++) {
    const top = channel * each + gapBetween;
    const wave = Math.max(56, Math.round((each - gapBetween) * 0.3));
    const spectrogram = each - gapBetween - wave - 6;
    panes.push({ channel, kind: 'spectrogram', y: top, height: spectrogram });
    panes.push({ channel, kind: 'waveform', y: top + spectrogram + 6, height: wave });
  }
  return { panes, height: Math.max(height, each * channels + gapBetween) };
}

/** The pane under a point; null between them. */
export const paneAt = (panes, y) => panes.find(pane => y >= pane.y && y < pane.y + pane.height) ?? null;

/** Gives a canvas its size in device pixels, once per change, and returns its context. */
export function fit(canvas, width, height) {
  const [w, h] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  return canvas.getContext('2d');
}
