import {hasContrast, isLighter, mix, textOn} from './colour.ts';

/** Colours derived from the accent, as private custom properties. */
export interface Palette {
  '--_accent': string;
  /** Text on the accent, at least 4.5:1 (WCAG AA). */
  '--_on-accent': string;
  /** The accent on hover, mixed away from the colour of its text. */
  '--_accent-hover': string;
  /** Focus ring and progress, at least 3:1 on the surface (WCAG 1.4.11). Null if the accent has too little contrast. */
  '--_ring': string | null;
  /** Border of areas filled with the accent. Null unless the accent has too little contrast with the surface. */
  '--_edge': string | null;
}

/**
 * Returns the colours for an accent on a surface. All colours are `#rrggbb`.
 * @param preferredText text colour on the accent; replaced by black or white if its contrast is below 4.5:1
 */
export function paletteOf(accent: string, surface: string, preferredText: string | null): Palette {
  const onAccent = preferredText && hasContrast(preferredText, accent, 4.5) ? preferredText : textOn(accent);
  const farFromText = isLighter(accent, onAccent) ? '#ffffff' : '#000000';
  const isVisible = hasContrast(accent, surface, 3);
  return {
    '--_accent': accent,
    '--_on-accent': onAccent,
    '--_accent-hover': mix(accent, farFromText, 0.12),
    '--_ring': isVisible ? accent : null,
    '--_edge': isVisible ? null : 'currentcolor',
  };
}
