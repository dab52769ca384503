import {contrast, mix, textOn} from './colour.ts';

/** What is drawn with the accent, as private custom properties. */
export interface Palette {
  '--_accent': string;
  /** Text on the accent: WCAG AA, 4.5:1. */
  '--_on-accent': string;
  /** The accent under the pointer: away from its text. */
  '--_accent-hover': string;
  /** Focus ring and progress: 3:1 on the surface (WCAG 1.4.11). Left out where the accent is too near to it. */
  '--_ring': string | null;
  /** The edge of what is filled with the accent, where the surface would swallow it. */
  '--_edge': string | null;
}

/**
 * Colours for an accent on a surface, all `#rrggbb`.
 * @param wanted text on the accent; black or white is taken where it cannot be read
 */
export function paletteOf(accent: string, surface: string, wanted: string | null): Palette {
  const onAccent = wanted && contrast(wanted, accent) >= 4.5 ? wanted : textOn(accent);
  const away = contrast(accent, '#ffffff') < contrast(onAccent, '#ffffff') ? '#ffffff' : '#000000';
  const stands = contrast(accent, surface) >= 3;
  return {
    '--_accent': accent,
    '--_on-accent': onAccent,
    '--_accent-hover': mix(accent, away, 0.12),
    '--_ring': stands ? accent : null,
    '--_edge': stands ? null : 'currentcolor',
  };
}
