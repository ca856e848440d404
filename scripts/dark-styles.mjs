/**
 * Gives every colour of a style sheet the one that stands for it on dark screens, as `light-dark(…, …)`: the design system's
 * styles have none of their own. What a colour becomes depends on what it is for: grounds and lines turn around, ink becomes
 * light, and what is dark in itself, such as a brand button, stays with the white that is written on it.
 */
import postcss from 'postcss';

const COLOR = /#[\da-f]{3,8}\b|\brgba?\([\d\s,.%/]+\)|(?<![-\w])(?:white|black)(?![-\w])/gi;

/** Lightness of OKLCH, 0 to 1: above it a ground is light, and a line; below it ink is dark. */
const MIDDLE = 0.62;
/** What the page lies on, from which lighter grounds of the light screen go up. */
const GROUND = 0.235;

/** @param {string} css @returns the same sheet for light screens, and for dark ones */
export function withDarkColors(css) {
  const root = postcss.parse(css);
  root.walkDecls((declaration) => {
    const role = roleOf(declaration);
    if (role === null || declaration.value.includes('light-dark(')) return;
    declaration.value = withoutAddresses(declaration.value, (text) =>
      text.replace(COLOR, (color) => {
        const dark = darkOf(color, role);
        return dark === null ? color : `light-dark(${color}, ${dark})`;
      }),
    );
  });
  return root.toString();
}

/** A reference to a global colour, with what stands for it where it is not set. */
const HOOK = /var\(\s*(--slds-[gr]-color-[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g;

/**
 * Puts the values of the design system's global colours where they are used: one colour is ground here and ink there, and only
 * there it can be told what becomes of it on a dark screen.
 * @param {string} css
 */
export function withoutColorHooks(css) {
  const root = postcss.parse(css);
  const values = new Map();
  root.walkDecls(/^--slds-[gr]-color-/, (declaration) => {
    values.set(declaration.prop, declaration.value);
    declaration.remove();
  });
  root.walkDecls((declaration) => {
    // From the innermost outwards; a value may refer to another one.
    for (let before = ''; before !== declaration.value;) {
      before = declaration.value;
      declaration.value = before.replace(
        HOOK,
        (reference, name, otherwise) => values.get(name) ?? otherwise ?? reference,
      );
    }
  });
  return root.toString();
}

/** @returns {'ground' | 'line' | 'ink' | null} */
function roleOf({ prop, parent }) {
  // What is named for printing, or for a screen that has colours of its own, keeps them.
  if (/forced-colors|print/.test(parent?.parent?.params ?? '')) return null;
  if (/shadow/.test(prop)) return null;
  if (/border|outline/.test(prop)) return 'line';
  if (/background|-bg\b|container|surface/.test(prop)) return 'ground';
  if (/^(?:color|fill|stroke|caret-color)$|text|foreground|ink|-color/.test(prop)) return 'ink';
  return null;
}

/** An address may hold a whole picture, colours and all. */
function withoutAddresses(value, change) {
  return value
    .split(/(url\((?:"[^"]*"|'[^']*'|[^)]*)\))/i)
    .map((part) => (part.toLowerCase().startsWith('url(') ? part : change(part)))
    .join('');
}

/**
 * @param {string} color as a style sheet writes it
 * @param {'ground' | 'line' | 'ink'} role
 * @returns what it becomes on a dark screen; null where it stays
 */
export function darkOf(color, role) {
  const { l, c, h, alpha } = toOklch(color);
  const tone = (lightness, chroma) => toHex({ l: lightness, c: chroma, h, alpha });
  if (role === 'ink') return l < MIDDLE ? tone(0.98 - 0.42 * l, Math.min(c, 0.13)) : null;
  if (role === 'line') {
    if (l < MIDDLE) return tone(0.98 - 0.42 * l, Math.min(c, 0.13));
    return l > 0.97 ? tone(GROUND, 0) : tone(0.33 + (0.95 - l), Math.min(c, 0.1));
  }
  return l < MIDDLE ? null : tone(GROUND + 0.75 * (1 - l), Math.min(1.5 * c, 0.1));
}

/** @see https://bottosson.github.io/posts/oklab/ */
function toOklch(color) {
  const { r, g, b, alpha } = toRgb(color);
  const [lr, lg, lb] = [r, g, b].map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  const long = Math.cbrt(0.4122214708 * lr + 0.5363325363 * lg + 0.0514459929 * lb);
  const middle = Math.cbrt(0.2119034982 * lr + 0.6806995451 * lg + 0.1073969566 * lb);
  const short = Math.cbrt(0.0883024619 * lr + 0.2817188376 * lg + 0.6299787005 * lb);
  const l = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const bb = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  return { l, c: Math.hypot(a, bb), h: Math.atan2(bb, a), alpha };
}

function toRgb(color) {
  if (/^white$/i.test(color)) return { r: 1, g: 1, b: 1, alpha: '' };
  if (/^black$/i.test(color)) return { r: 0, g: 0, b: 0, alpha: '' };
  if (/^rgb/i.test(color)) {
    const [red, green, blue, opacity = '1'] = color.match(/[\d.]+/g);
    const alpha = opacity === '1' ? '' : byteOf(Number(opacity));
    return { r: red / 255, g: green / 255, b: blue / 255, alpha };
  }
  const digits = color.slice(1);
  const full = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255);
  return { r, g, b, alpha: full.slice(6) };
}

function toHex({ l, c, h, alpha }) {
  const a = c * Math.cos(h);
  const bb = c * Math.sin(h);
  const long = (l + 0.3963377774 * a + 0.2158037573 * bb) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * bb) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * bb) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
  const digits = linear.map((value) => {
    const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return byteOf(encoded);
  });
  return `#${digits.join('')}${alpha}`;
}

function byteOf(share) {
  const byte = Math.round(255 * Math.min(1, Math.max(0, share)));
  return byte.toString(16).padStart(2, '0');
}
