// Where an axis has its marks.

const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];

/** The least step of 1, 2 or 5 times a power of ten that is no smaller. */
export function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/** As niceStep, in seconds, minutes, hours, days. */
export function niceTimeStep(least) {
  if (least <= 1) return niceStep(least);
  return timeSteps.find(step => step >= least) ?? Math.ceil(least / 604800) * 604800;
}

/** Multiples of a step from one value to another. */
export function multiples(from, to, step) {
  const found = [];
  // Counted, not added up: a thousand additions of 0.1 are not 100.
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) found.push(i * step);
  return found;
}
