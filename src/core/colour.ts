const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** The colour as `#rrggbb`, or null where the text is no hex colour. */
export function readColour(text: string): string | null {
  if (!HEX.test(text)) return null;
  const hex = text.slice(1).toLowerCase();
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
}

/** Red, green and blue of `#rrggbb`, 0 to 1 each. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
}

function toHex(rgb: readonly number[]): string {
  const bytes = rgb.map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour between two, `share` (0 to 1) of the way to the second. */
export function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  return toHex(channels(from).map((channel, index) => channel + ((end[index] ?? 0) - channel) * share));
}

/**
 * Reads a colour as engines write a computed one: `rgb(…)` or `color(srgb …)`. What is translucent is seen on `under`.
 * @param under `#rrggbb`
 */
export function readComputed(text: string, under: string): string | null {
  const [, fractions, list] = /^(?:rgba?\(|(color\(srgb) )([^()]+)\)$/.exec(text) ?? [];
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN, alpha = 1] = (
    list?.replaceAll('none', '0').match(/-?[\d.]+(?:e-?\d+)?/g) ?? []
  ).map(Number);
  const scale = fractions ? 1 : 255;
  const rgb = [r, g, b].map((channel) => channel / scale);
  return rgb.some(Number.isNaN) ? null : mix(under, toHex(rgb), alpha);
}

/** WCAG 2 relative luminance, 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever stands out more on the colour: one of them always meets WCAG AA (4.5:1). */
export function textOn(colour: string): '#000000' | '#ffffff' {
  return contrast('#000000', colour) >= contrast('#ffffff', colour) ? '#000000' : '#ffffff';
}
