// The few pictures on the page, drawn by their paths in 16 by 16.

const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  warning: 'M8 2.5L14.5 13.5H1.5zM8 6.5v3.5M8 11.6v.6',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  undo: 'M3 3v4h4M3.3 6.8A5.2 5.2 0 1 1 3.6 11',
  redo: 'M13 3v4H9M12.7 6.8A5.2 5.2 0 1 0 12.4 11',
  text: 'M4 2h5.5L13 5.5V14H4zM6.5 8h4M6.5 11h4',
  compare: 'M2.5 3h4v10h-4zM9.5 3h4v10h-4zM8 1.5v13',
  panel: 'M2 3h12v10H2zM10 3v10',
  resume: 'M5 3.5v9l7-4.5z',
  key: 'M10.5 2.5a3 3 0 1 0 .01 0M8.3 7.7L3 13M5 11l1.8 1.8',
  mandatory: 'M8 3v10M3.7 5.5l8.6 5M12.3 5.5l-8.6 5',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
} as const;

export type Icon = keyof typeof paths;

/** A picture in the colour of its text. It has no name: what it is in has one. */
export function icon(name: Icon): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const attributes = { viewBox: '0 0 16 16', class: `icon icon-${name}`, 'aria-hidden': 'true' };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
