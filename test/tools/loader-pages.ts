import {build, type Plugin} from 'vite';

/** Stands for the names of the built files: the pages need no build. */
const firstFiles: Plugin = {
  name: 'first-files',
  resolveId: (source) => (source === 'virtual:first-files' ? `\0${source}` : null),
  load: (id) => (id === '\0virtual:first-files' ? `export default ['widget.js', 'second.js'];` : null),
};

async function buildLoader(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [firstFiles],
    build: {
      write: false,
      target: 'es2020',
      rolldownOptions: {input: {loader: 'src/loader.ts'}, output: {format: 'iife', entryFileNames: '[name].js'}},
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The loader was not built.');
  return chunk.code;
}

const SCRIPT = {'content-type': 'text/javascript'};
/** In place of the widget: says from where it was loaded. */
const WIDGET = `parent.postMessage({loadedFrom: new URL(import.meta.url).pathname}, '*');`;

/**
 * Serves `/__loader/page?body=…`: a page with that body under a strict policy with a nonce, in which `NONCE` is
 * replaced; and the loader in the folders `own` and `evil`, which load a stand-in of the widget from their folder.
 */
export async function createLoaderPages(): Promise<(url: URL) => Response | null> {
  const loader = await buildLoader();
  return ({pathname, searchParams}) => {
    if (!pathname.startsWith('/__loader/')) return null;
    if (pathname === '/__loader/page') {
      const nonce = crypto.randomUUID();
      const body = (searchParams.get('body') ?? '').replaceAll('NONCE', `nonce="${nonce}"`);
      const policy = `script-src 'nonce-${nonce}' 'strict-dynamic'; object-src 'none'`;
      const headers = {'content-type': 'text/html', 'content-security-policy': policy};
      return new Response(`<!doctype html><body>${body}`, {headers});
    }
    return new Response(pathname.endsWith('/loader.js') ? loader : WIDGET, {headers: SCRIPT});
  };
}
