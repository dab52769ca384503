import files from 'virtual:first-files';
import {escapeHtml} from './escape-html.ts';

/**
 * Renders the tags that load the widget fastest, for the `<head>` of a server-rendered page: the browser requests both
 * files that the first paint needs in parallel.
 * @param folder URL path under which the package's `dist` is served, such as `/monime/`
 */
export function widgetScripts(folder: string): string {
  const [entry, orderCardModule] = files.map((file) => escapeHtml(`${folder.replace(/\/+$/, '')}/${file}`));
  // A preload rather than a second script: the first file then runs without waiting for the second.
  return `<script type="module" src="${entry}"></script><link rel="modulepreload" href="${orderCardModule}">`;
}
