/** Leaves of a style sheet what a script can use, and of the icons those that it names: most of a design system never shows. */
import postcss from 'postcss';

/** Names of icons, such as `utility:close`. */
const ICON = /\b(utility|standard|action|doctype|custom):([a-z]\w*)/g;

/** @param {string} text of scripts and templates @returns the icons that it names */
export function iconsIn(text) {
  return [...new Set([...text.matchAll(ICON)].map(([name]) => name))].sort();
}

/**
 * @param {string} css
 * @param {string} text of everything that may name a class; what ends in `-` or `_` is taken for the beginning of names
 */
export function usedStyles(css, text) {
  const words = new Set(text.match(/[\w-]+/g));
  const beginnings = [...words].filter(
    (word) => /^slds-.+[-_]$/.test(word) && word !== 'slds-icon-',
  );
  const icons = new Set(iconsIn(text).map((name) => `slds-icon-${name.replace(/[:_]/g, '-')}`));
  const isUsed = (name) =>
    words.has(name) || icons.has(name) || beginnings.some((start) => name.startsWith(start));
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    if (rule.parent?.name?.endsWith('keyframes')) return;
    const kept = rule.selectors.filter((selector) => classesOf(selector).every(isUsed));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  // The page has the fonts of the system.
  root.walkAtRules('font-face', (rule) => rule.remove());
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  removeUnusedKeyframes(root);
  root.walkComments((comment) => comment.remove());
  return root.toString();
}

/** What is behind `:not` need not be there. */
function classesOf(selector) {
  const without = selector.replace(/:not\([^()]*\)/g, '');
  return [...without.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name]) => name.replace(/\\/g, ''));
}

function removeUnusedKeyframes(root) {
  const played = new Set();
  root.walkDecls(/animation/, ({ value }) => {
    for (const word of value.split(/[\s,]+/)) played.add(word);
  });
  root.walkAtRules(/keyframes$/, (rule) => {
    if (!played.has(rule.params)) rule.remove();
  });
}

/**
 * One sprite of the icons that are named, each as the design system has it.
 * @param {ReadonlyMap<string, string>} sprites by category
 * @param {readonly string[]} icons
 */
export function usedIcons(sprites, icons) {
  const symbols = icons.flatMap((icon) => {
    const [category, name] = icon.split(':');
    const found = new RegExp(`<symbol[^>]*\\bid="${name}"[^>]*>.*?</symbol>`, 's').exec(
      sprites.get(category) ?? '',
    );
    return found === null ? [] : [found[0].replace(`id="${name}"`, `id="${category}-${name}"`)];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${symbols.join('')}</svg>\n`;
}
