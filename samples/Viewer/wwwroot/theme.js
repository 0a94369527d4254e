// Colours of the page, as the style sheet has them, for what is drawn on canvases.

const names = ['ground', 'panel', 'line', 'text', 'quiet', 'accent', 'wave', 'wave-strong', 'plot', 'danger', 'label', 'marker', 'gap', 'envelope', 'grid'];

export const theme = { name: 'dark' };

export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  theme.name = name;
  const style = getComputedStyle(document.documentElement);
  for (const key of names) theme[key.replace(/-(.)/, (_, c) => c.toUpperCase())] = style.getPropertyValue(`--${key}`).trim();
  theme.font = `${style.fontFamily}`;
}

export const preferredTheme = () => (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
