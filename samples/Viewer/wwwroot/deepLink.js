// What is shown, in the address: a link leads back to it.

const numbers = { size: 'fft', peak: 'peak', dbLow: 'dblow', dbHigh: 'dbhigh', filterLow: 'low', filterHigh: 'high', envelope: 'envelope' };

/** The address's part behind # for a view. */
export function write(view, axis, labels) {
  const { options } = view;
  const link = new URLSearchParams();
  link.set('from', Math.round(axis.toFrame(view.start).frame));
  link.set('count', Math.max(1, Math.round(view.span)));
  if (view.low > 0 || view.high < view.half) link.set('band', `${Math.round(view.low)}-${Math.round(view.high)}`);
  for (const [option, name] of Object.entries(numbers)) if (options[option] !== null && options[option] !== undefined && options[option] !== '') link.set(name, options[option]);
  link.set('map', options.map);
  if (axis.toScale) link.set('gaps', 1);
  if (options.timeKind !== 'clock') link.set('time', options.timeKind);
  if (labels.selected !== null) link.set('label', labels.selected);
  return `#${link}`;
}

/** What an address says; numbers that are none are left out. */
export function read(hash) {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const number = name => (link.has(name) && link.get(name) !== '' && Number.isFinite(Number(link.get(name))) ? Number(link.get(name)) : undefined);
  const options = {};
  for (const [option, name] of Object.entries(numbers)) if (number(name) !== undefined) options[option] = number(name);
  if (link.has('map')) options.map = link.get('map');
  if (link.get('time') === 'elapsed') options.timeKind = 'elapsed';
  const band = /^(\d+)-(\d+)$/.exec(link.get('band') ?? '');
  return {
    from: number('from'), count: number('count'), band: band ? [Number(band[1]), Number(band[2])] : undefined, gaps: link.get('gaps') === '1',
    label: number('label'), options,
  };
}
