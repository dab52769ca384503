import style, {type ThemeColours} from 'virtual:card-style';
import {paletteOf} from '../../core/palette.ts';

function declarations(accent: string | null, {brand, surface}: ThemeColours): string {
  const palette = paletteOf(accent ?? brand, surface, null);
  return Object.entries({
    '--_accent': `var(--monime-checkout-accent,${palette['--_accent']})`,
    '--_on-accent': `var(--monime-checkout-on-accent,${palette['--_on-accent']})`,
    '--_accent-hover': palette['--_accent-hover'],
    // What the accent does not give is as in the theme.
    '--_ring': palette['--_ring'] ?? 'var(--_text)',
    '--_edge': palette['--_edge'] ?? 'transparent',
  })
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

/**
 * Returns the colours of a rendered card, light and dark. The merchant's custom properties win; the widget repairs their
 * contrast once it takes over.
 * @param accent `#rrggbb`; null for the theme's own
 */
export function accentStyle(accent: string | null): string {
  const dark = declarations(accent, style.dark);
  return `.look{${declarations(accent, style.light)}}:host([theme='dark']) .look{${dark}}@media(prefers-color-scheme:dark){:host(:not([theme='light'])) .look{${dark}}}`;
}
