/// <reference lib="dom" />
/** Making elements. Text is always set as text, so nothing from a check becomes markup. */

type Child = Node | string | undefined;

/** Makes an element. Attributes that are undefined or false are left out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

/** A select with a name for screen readers. */
export function choice(label: string, options: readonly (readonly [value: string, text: string])[]): HTMLSelectElement {
  const select = make("select", { "aria-label": label });
  offer(select, options);
  return select;
}

/** Gives a select other options. */
export function offer(select: HTMLSelectElement, options: readonly (readonly [value: string, text: string])[]): void {
  select.replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
}

/** A button that does something when pressed. */
export function button(text: string, attributes: Readonly<Record<string, string | undefined>>, press: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", press);
  return element;
}
