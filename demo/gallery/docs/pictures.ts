import {posix} from 'node:path';

const PICTURES = /^(?:<picture>\s*(?:<source [^<>]*>\s*)*<img [^<>]*>\s*<\/picture>\s*)+$/;

/**
 * Returns `<picture>` elements of a document with the URLs that their files have in the gallery; null for other HTML.
 * @param file path of the document, from the package's root
 */
export function renderPictures(html: string, file: string): string | null {
  if (!PICTURES.test(html)) return null;
  const urlOf = (path: string) => posix.join('/gallery', posix.dirname(file), path);
  return html.replaceAll(/(?<= src(?:set)?=")[^"]+/g, urlOf);
}
