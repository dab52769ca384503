import {build, type Plugin} from 'vite';

interface Options {
  /** `iife` keeps its names to itself; `es` exports what the entry does. */
  format?: 'iife' | 'es';
  /** Stands in the entry's place. */
  code?: string;
}

/** Gives a file that does not exist its code. */
function stub(file: string, code: string): Plugin {
  return {
    name: 'stub',
    enforce: 'pre',
    resolveId: (source) => (source === file ? file : null),
    load: (id) => (id === file ? code : null),
  };
}

/** Builds one file of code for browsers, minified. */
export async function bundle(entry: string, {format = 'iife', code}: Options = {}): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: code === undefined ? [] : [stub(entry, code)],
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: format === 'es' ? 'strict' : false,
        output: {format, codeSplitting: false, minify: true},
      },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was not built.`);
  return chunk.code;
}
