import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';

/** How far a pixel may be off, from 0 to 1; 0.05 is about 13 of 255 shades of grey. Antialiasing is left out. */
const THRESHOLD = 0.05;
/** How many pixels may be further off. */
const TOLERANCE = 20;

const differences = fileURLToPath(new URL('../../dist-shots/differences', import.meta.url));

/** Writes a picture of a failing test to a file and returns its path. */
async function keep(file: string, picture: PNG): Promise<string> {
  await mkdir(differences, {recursive: true});
  await writeFile(`${differences}/${file}`, PNG.sync.write(picture));
  return `${differences}/${file}`;
}

/**
 * Describes how a picture differs from the expected one, and where to see it; null if it does not.
 * @param name of the files with the differences
 */
export async function differenceBetween(name: string, actual: PNG, expected: PNG): Promise<string | null> {
  const {width, height} = expected;
  if (actual.width !== width || actual.height !== height) {
    const size = `${actual.width} × ${actual.height} and not ${width} × ${height} pixels`;
    return `It is ${size}: ${await keep(`${name}-actual.png`, actual)}`;
  }
  const difference = new PNG({width, height});
  const off = pixelmatch(actual.data, expected.data, difference.data, width, height, {threshold: THRESHOLD});
  if (off <= TOLERANCE) return null;
  await keep(`${name}-actual.png`, actual);
  return `${off} pixels differ: ${await keep(`${name}.png`, difference)}`;
}
