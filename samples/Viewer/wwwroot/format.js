// Numbers as people read them.

const two = n => String(n).padStart(2, '0');

/** Digits behind the point that tell steps of so many seconds apart. */
export const decimalsFor = step => Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));

/** 0:05.25, 1:02:03 */
export function elapsed(seconds, decimals = 0) {
  const unit = 10 ** decimals;
  const units = Math.round(Math.abs(seconds) * unit);
  const whole = Math.floor(units / unit);
  const fraction = decimals ? '.' + String(units % unit).padStart(decimals, '0') : '';
  const h = Math.floor(whole / 3600);
  const m = Math.floor(whole / 60) % 60;
  return (seconds < 0 ? '−' : '') + (h ? `${h}:${two(m)}` : `${m}`) + `:${two(whole % 60)}${fraction}`;
}

/** 22:15:03.250, from milliseconds */
export function timeOfDay(ms, decimals = 0, withSeconds = true) {
  const unit = 10 ** decimals;
  // A day's part first: milliseconds since 1970 leave a double no room for more than microseconds.
  const units = Math.round(((((ms % 864e5) + 864e5) % 864e5) / 1000) * unit);
  const whole = Math.floor(units / unit) % 86400;
  const fraction = decimals ? '.' + String(units % unit).padStart(decimals, '0') : '';
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}`;
  return withSeconds || decimals ? `${clock}:${two(whole % 60)}${fraction}` : clock;
}

/** 2024-06-01 */
export const date = ms => new Date(ms).toISOString().slice(0, 10);

/** 12 ms, 3.5 s, 4 min 5 s, 2 h 3 min, 3 d 4 h */
export function duration(seconds) {
  const s = Math.abs(seconds);
  if (s < 1e-3) return `${round(s * 1e6)} µs`;
  if (s < 1) return `${round(s * 1e3)} ms`;
  if (s < 60) return `${round(s)} s`;
  const pair = (big, bigUnit, small, smallUnit) => (small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`);
  if (s < 3600) return pair(Math.floor(s / 60), 'min', Math.floor(s % 60), 's');
  if (s < 86400) return pair(Math.floor(s / 3600), 'h', Math.floor((s % 3600) / 60), 'min');
  return pair(Math.floor(s / 86400), 'd', Math.floor((s % 86400) / 3600), 'h');
}

/** 850 Hz, 12.5 kHz */
export const frequency = hz => (hz < 1000 ? `${round(hz)} Hz` : `${round(hz / 1000)} kHz`);

export const count = (n, word) => `${grouped(n)} ${word}${n === 1 ? '' : 's'}`;

export const grouped = n => Math.round(n).toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');

const round = n => Number(n.toPrecision(3)).toString();
