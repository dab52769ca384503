const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** The colour as `#rrggbb`, or null where the text is no hex colour. */
export function readColour(text: string): string | null {
  if (!HEX.test(text)) return null;
  const hex = text.slice(1).toLowerCase();
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
}

/** WCAG 2 relative luminance, 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever stands out more on the colour: one of them always meets WCAG AA (4.5:1). */
export function textOn(colour: string): '#000000' | '#ffffff' {
  // Contrast with white is 1.05/(L+.05), with black (L+.05)/.05: equal where (L+.05)² = .0525.
  return (luminance(colour) + 0.05) ** 2 > 0.0525 ? '#000000' : '#ffffff';
}
