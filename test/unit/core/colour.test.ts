import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readColour, parseComputedColour, textOn} from '../../../src/core/colour.ts';
import {paletteOf} from '../../../src/core/palette.ts';

/** WCAG 2 contrast of two `#rrggbb`, worked out here on its own. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const bits = Number.parseInt(colour.slice(1), 16);
    const [r = 0, g = 0, b = 0] = [bits >> 16, (bits >> 8) & 255, bits & 255].map((byte) =>
      byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
}

const hex = (bytes: readonly number[]) => `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
const byte = fc.integer({min: 0, max: 255});
const colour = fc.tuple(byte, byte, byte).map(hex);

/** Every corner, edge and side of the RGB cube, and 17 steps of it in each direction. */
const steps = Array.from({length: 18}, (_, index) => index * 15);
const grid = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => hex([r, g, b]))));

const SURFACES = ['#ffffff', '#161c19', '#fdf4ff', '#808080'];

describe('paletteOf', () => {
  /** What is wrong with the palette of an accent. */
  function faults(accent: string, surface: string, wanted: string | null): string[] {
    const palette = paletteOf(accent, surface, wanted);
    const onAccent = palette['--_on-accent'];
    const ring = palette['--_ring'];
    const told = `${accent} on ${surface}, wanted ${wanted}: ${JSON.stringify(palette)}`;
    return [
      ...(contrast(onAccent, accent) < 4.5 ? [`text: ${told}`] : []),
      ...(contrast(onAccent, palette['--_accent-hover']) < 4.5 ? [`text under the pointer: ${told}`] : []),
      ...(ring !== null && contrast(ring, surface) < 3 ? [`ring: ${told}`] : []),
      ...(ring === null && contrast(accent, surface) >= 3 ? [`no ring: ${told}`] : []),
      ...(ring === null && palette['--_edge'] === null ? [`no edge: ${told}`] : []),
    ];
  }

  it('can be read on a grid over all accents', () => {
    expect(grid).toHaveLength(5832);
    expect(SURFACES.flatMap((surface) => grid.flatMap((accent) => faults(accent, surface, null)))).toEqual([]);
  });

  it('can be read on a grid over all accents, with texts between black and white', () => {
    const greys = ['#767676', '#8a8a8a', '#9c5c5c'];
    expect(greys.flatMap((wanted) => grid.flatMap((accent) => faults(accent, '#ffffff', wanted)))).toEqual([]);
  });

  it('can be read on any accent, any surface, with any text that is wanted', () => {
    fc.assert(
      fc.property(colour, colour, fc.option(colour), (accent, surface, wanted) => {
        expect(faults(accent, surface, wanted)).toEqual([]);
      }),
      {numRuns: 3000},
    );
  });

  it('keeps the text that is wanted where it can be read, and only there', () => {
    fc.assert(
      fc.property(colour, colour, (accent, wanted) => {
        const kept = paletteOf(accent, '#ffffff', wanted)['--_on-accent'];
        expect(kept).toBe(contrast(wanted, accent) >= 4.5 ? wanted : textOn(accent));
      }),
      {numRuns: 1000},
    );
    expect(paletteOf('#ffffff', '#ffffff', '#767676')['--_on-accent']).toBe('#767676');
    expect(paletteOf('#ffffff', '#ffffff', '#777777')['--_on-accent']).toBe('#000000');
  });
});

describe('textOn', () => {
  it('meets WCAG AA on every colour', () => {
    expect(grid.filter((background) => contrast(textOn(background), background) < 4.5)).toEqual([]);
    fc.assert(
      fc.property(colour, (background) => {
        expect(contrast(textOn(background), background)).toBeGreaterThanOrEqual(4.5);
      }),
      {numRuns: 2000},
    );
  });
});

describe('readColour', () => {
  it('reads colours of three and of six digits, and nothing else', () => {
    expect(readColour('#0B6')).toBe('#00bb66');
    expect(readColour('#0B6E4F')).toBe('#0b6e4f');
    for (const text of ['0B6E4F', '#0B6E4', '#0B6E4F80', 'green', ' #0b6', '#0b6;color:red', '']) {
      expect(readColour(text)).toBeNull();
    }
  });
});

describe('readComputed', () => {
  it.each([
    ['rgb(11, 110, 79)', '#0b6e4f'],
    ['rgb(11 110 79)', '#0b6e4f'],
    ['rgba(0, 0, 0, 0)', '#ffffff'],
    ['rgba(0, 0, 0, 0.5)', '#808080'],
    ['rgb(255 0 0 / 0.2)', '#ffcccc'],
    ['color(srgb 0.2 0.4 0.6)', '#336699'],
    ['color(srgb 1 0 0 / 0.5)', '#ff8080'],
    ['color(srgb none 0.4 none)', '#006600'],
    ['color(srgb 1 0 0 / none)', '#ffffff'],
    ['color(srgb 1.18 -0.02 2e-7)', '#ff0000'],
    ['color(srgb 4.5e-1 0 0)', '#730000'],
    ['color(srgb 1e0 0 0)', '#ff0000'],
    ['color(srgb 2e-10 0 1)', '#0000ff'],
  ])('reads %s on white as %s', (text, expected) => {
    expect(parseComputedColour(text, '#ffffff')).toBe(expected);
  });

  it('sees what is translucent on what is under it', () => {
    expect(parseComputedColour('rgba(255, 255, 255, 0.5)', '#000000')).toBe('#808080');
    fc.assert(
      fc.property(colour, (under) => {
        expect(parseComputedColour('rgba(9, 9, 9, 0)', under)).toBe(under);
      }),
    );
  });

  it.each([
    '',
    'banana',
    'rgb(',
    'rgb()',
    'rgb(1, 2)',
    'rgb(a, b, c)',
    'rgb(. . .)',
    'rgb(1, 2, 3) url(x)',
    'url(x) rgb(1, 2, 3)',
    'hsl(1 2 3)',
    'oklch(0.5 0.1 20)',
    'color(display-p3 1 0 0)',
    'color(srgb-linear 1 0 0)',
    'var(--x)',
    '#0b6e4f',
  ])('refuses %j', (text) => {
    expect(parseComputedColour(text, '#ffffff')).toBeNull();
  });
});
