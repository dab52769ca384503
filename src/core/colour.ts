const HEX_COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Normalizes a hex colour (`#rgb` or `#rrggbb`) to lower-case `#rrggbb`; null if the text is not one. */
export function readColour(text: string): string | null {
  if (!HEX_COLOUR.test(text)) return null;
  const hex = text.slice(1).toLowerCase();
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
}

/** Splits `#rrggbb` into red, green and blue, 0 to 1 each. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
}

function toHex(rgb: readonly number[]): string {
  const bytes = rgb.map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Mixes two `#rrggbb` colours.
 * @param share weight of `to`, 0 to 1
 */
export function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  return toHex(channels(from).map((channel, index) => channel + ((end[index] ?? 0) - channel) * share));
}

/**
 * Parses a computed colour, `rgb(…)`, `rgba(…)` or `color(srgb …)`.
 * @param under `#rrggbb` to composite a translucent colour on
 * @returns `#rrggbb`; null if the text is in another format
 */
export function parseComputedColour(text: string, under: string): string | null {
  if (!/^(?:rgba?\(|color\(srgb )[^()]+\)$/.test(text)) return null;
  const numbers = text.replaceAll('none', '0').matchAll(/-?[\d.]+(?:e-?\d+)?/g);
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN, alpha = 1] = Array.from(numbers, Number);
  const rgb = [r, g, b].map((channel) => (text[0] === 'r' ? channel / 255 : channel));
  return rgb.some(Number.isNaN) ? null : mix(under, toHex(rgb), alpha);
}

/** Returns the WCAG 2 relative luminance, 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Returns the WCAG 2 contrast ratio, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const ratio = (luminance(one) + 0.05) / (luminance(other) + 0.05);
  return Math.max(ratio, 1 / ratio);
}

/** Whether the contrast of two colours is at least this ratio. */
export function hasContrast(one: string, other: string, ratio: number): boolean {
  return contrast(one, other) >= ratio;
}

/** Whether the first colour has a higher luminance than the second. */
export function isLighter(one: string, other: string): boolean {
  return luminance(one) > luminance(other);
}

/** Returns black or white, whichever has more contrast with the colour. It always meets WCAG AA (4.5:1). */
export function textOn(colour: string): '#000000' | '#ffffff' {
  return contrast('#000000', colour) >= contrast('#ffffff', colour) ? '#000000' : '#ffffff';
}
