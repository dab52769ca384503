import files from 'virtual:first-files';

/**
 * The tags that bring the widget soonest, for the head of a page that is rendered on the server: both files that the
 * first paint needs are on their way at once.
 * @param folder URL path of the folder that the package's `dist` is served from, such as `/monime/`
 */
export function widgetScripts(folder: string): string {
  const [entry, orderCardModule] = files.map((file) => attribute(`${folder.replace(/\/+$/, '')}/${file}`));
  // The first runs while the second is still on its way.
  return `<script type="module" src="${entry}"></script><link rel="modulepreload" href="${orderCardModule}">`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
