// Makes elements. Text goes in as text nodes only, so that nothing of a segment can become markup.

type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with attributes and children; strings are text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that does something; its text is its name. */
export function button(text: string, attributes: Attributes, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** Sets an attribute, or takes it away; leaves the element alone when nothing changes. */
export function setAttribute(target: Element, name: string, value: string | undefined): void {
  if (value === undefined) target.removeAttribute(name);
  else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
