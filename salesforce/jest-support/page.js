import { forgetAll } from 'c/dealdraftKept';
import { createElement } from 'lwc';

/** Puts a component on the page; `cleanPage` takes it away, and what the tab remembers. */
export function show(tag, component, properties = {}) {
  const element = createElement(tag, { is: component });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

export function cleanPage() {
  while (document.body.firstChild) document.body.firstChild.remove();
  forgetAll();
}

/** Lets everything run that waits for promises only: answers, and the rendering they cause. */
export async function settled() {
  for (let turn = 0; turn < 30; turn += 1) {
    // Each turn may begin what the next one ends.
    // eslint-disable-next-line no-await-in-loop
    await Promise.resolve();
  }
}

/** All elements that match, inside components too, in the order of the page. */
export function findAll(root, selector) {
  const found = [];
  const visit = (node) => {
    for (const element of node.querySelectorAll('*')) {
      if (element.matches(selector)) found.push(element);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(root.shadowRoot ?? root);
  return [...new Set(found)];
}

export function find(root, selector) {
  return findAll(root, selector)[0] ?? null;
}

/** The button or link with this name, as people and screen readers know it. */
export function button(root, name) {
  const named = findAll(root, 'button, a').find(
    (element) => (element.getAttribute('aria-label') ?? words(element)) === name,
  );
  if (named === undefined) throw new Error(`There is no button "${name}".`);
  return named;
}

/** The text on the page, components included. */
export function words(root) {
  const parts = [];
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent);
    const children = node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    if (node.localName === 'slot') node.assignedNodes().forEach(visit);
    children.forEach(visit);
  };
  visit(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The control a label names, as its users reach it. */
export function control(root, label) {
  for (const element of findAll(root, 'label')) {
    const name = words(element).replace(/^\* /, '');
    if (name !== label) continue;
    const id = element.getAttribute('for');
    return id === null ? element.querySelector('input') : find(root, `[id="${id}"]`);
  }
  throw new Error(`There is no control "${label}".`);
}

export function type(input, text) {
  input.value = text;
  input.dispatchEvent(new CustomEvent('input'));
  input.dispatchEvent(new CustomEvent('change'));
}

/** The element that has the focus, inside whatever component it is. */
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

const { setImmediate: realTurn } = jest.requireActual('node:timers');

/** Waits until something holds that comes about by real input and output, which no fake clock holds up. */
export async function until(holds) {
  while (!holds()) {
    // Whether it holds can only be asked again once the next turn is over.
    // eslint-disable-next-line no-await-in-loop
    await new Promise((resolve) => {
      realTurn(resolve);
    });
  }
}
