import {createHash} from 'node:crypto';
import {build, defineConfig, type InlineConfig, type Plugin, runnerImport} from 'vite';
import {chunkName, chunkOf} from './build/chunks.ts';
import {chunkFile, withStaticImports} from './build/files.ts';
import {buildId} from './build/build-id.ts';
import {writeContract} from './build/contract.ts';
import {writeIntegrity} from './build/integrity.ts';

/** Hands the return script, built, to the server half as text: its return page serves the very same code. */
export function returnScript(): Plugin {
  const id = 'virtual:return-script';
  return {
    name: 'return-script',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    async load(resolved) {
      if (resolved !== `\0${id}`) return null;
      this.addWatchFile(`${import.meta.dirname}/src/return.ts`);
      return `export default ${JSON.stringify(await buildReturnScript())};`;
    },
  };
}

/** Takes the white space out of the styles: no minifier looks into `css` templates. */
function compactStyles(): Plugin {
  const compact = (css: string) =>
    css
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}');
  return {
    name: 'compact-styles',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('.styles.ts') ? {code: code.replace(/css`[^`]*`/g, compact), map: null} : null,
  };
}

/** Hands the style of a rendered card to the server half as text, with a hash for its URL: it then needs no lit. */
export function cardStyle(): Plugin {
  const id = 'virtual:card-style';
  return {
    name: 'card-style',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    async load(resolved) {
      if (resolved !== `\0${id}`) return null;
      const config: InlineConfig = {configFile: false, logLevel: 'warn', plugins: [compactStyles()]};
      const file = `${import.meta.dirname}/src/server/rendering/card-style.ts`;
      const {module, dependencies} = await runnerImport<{cardStyle: {css: string}}>(file, config);
      for (const dependency of dependencies) this.addWatchFile(dependency);
      const {cardStyle} = module;
      const hash = createHash('sha256').update(JSON.stringify(cardStyle)).digest('hex').slice(0, 12);
      return `export default ${JSON.stringify({...cardStyle, hash})};`;
    },
  };
}

/** Gives servers the part of lit that makes templates: the element would bring a stand-in of the DOM. */
function templatesOnly(): Plugin {
  return {
    name: 'templates-only',
    enforce: 'pre',
    applyToEnvironment: ({name}) => name === 'node',
    resolveId(source, importer) {
      return source === 'lit' ? this.resolve('lit-html', importer) : null;
    },
  };
}

/** Names the two built files that the first paint needs: the loader asks for both at once. */
export function firstFiles(): Plugin {
  const id = 'virtual:first-files';
  return {
    name: 'first-files',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(resolved) {
      if (resolved !== `\0${id}`) return null;
      const files = withStaticImports('dist', ['monime-checkout.js', chunkFile('dist', 'order-card')]);
      if (files.length !== 2) throw new Error(`The first paint needs ${files.join(', ')}: these should be two files.`);
      return `export default ${JSON.stringify(files)};`;
    },
  };
}

async function buildReturnScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2020',
      lib: {entry: 'src/return.ts', formats: ['iife'], name: 'monimeCheckoutReturn', fileName: () => 'return.js'},
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The return script was not built.');
  return chunk.code;
}

const define = {__BUILD_ID__: JSON.stringify(buildId())};
const node = ['@hono/node-server', /^node:/];
const lit = /^lit(\/|$)/;
const libraries = ['uqr', 'inapp-spy', '@lit/react', 'react', /^zod(\/|$)/, /^hono(\/|$)/];

const widgetChunks = {
  'monime-checkout': `${import.meta.dirname}/src/index.ts`,
  'order-card': `${import.meta.dirname}/src/widget/order-card/index.ts`,
};

export default defineConfig({
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
      writeIntegrity('dist');
      writeContract('dist');
    },
  },
  plugins: [returnScript(), cardStyle(), firstFiles(), compactStyles(), templatesOnly()],
  build: {outDir: 'dist', emptyOutDir: false, target: 'es2022', sourcemap: true, modulePreload: false},
  environments: {
    /** One script tag: everything inside, what the first paint does not need in chunks of its own. */
    client: {
      define,
      build: {
        license: {fileName: 'THIRD-PARTY-NOTICES.md'},
        lib: {entry: {'monime-checkout': 'src/index.ts'}, formats: ['es']},
        rolldownOptions: {
          preserveEntrySignatures: 'allow-extension',
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}-[hash].js`,
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [{name: chunkOf(widgetChunks), debugName: 'what is needed at once'}],
            },
            minify: true,
            comments: {annotation: false},
          },
        },
      },
    },
    /** The same in one file, for those who pin one hash. */
    one: {
      consumer: 'client',
      define,
      build: {
        lib: {entry: {'monime-checkout.one': 'src/one-file.ts'}, formats: ['es']},
        rolldownOptions: {
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            codeSplitting: false,
            minify: true,
            comments: {annotation: false},
          },
        },
      },
    },
    /** A classic script that brings the widget. */
    loader: {
      consumer: 'client',
      build: {
        target: 'es2020',
        rolldownOptions: {
          input: {loader: 'src/loader.ts'},
          output: {format: 'iife', entryFileNames: '[name].js', minify: true},
        },
      },
    },
    /** For bundlers: lit and zod stay imports. */
    module: {
      consumer: 'client',
      define: {__BUILD_ID__: '""'},
      build: {
        lib: {entry: {index: 'src/index.ts', define: 'src/define.ts', react: 'src/react.ts'}, formats: ['es']},
        rolldownOptions: {
          external: [...libraries, lit],
          checks: {moduleLevelDirective: false},
          preserveEntrySignatures: 'strict',
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: (chunk) => `module/${chunkName(chunk)}-[hash].js`,
            minify: false,
          },
        },
      },
    },
    /** A classic script for return pages. */
    return: {
      consumer: 'client',
      build: {
        target: 'es2020',
        rolldownOptions: {
          input: {return: 'src/return.ts'},
          output: {format: 'iife', entryFileNames: '[name].js', minify: true},
        },
      },
    },
    /** With lit's build for servers inside: edge runtimes would take the one for browsers, which needs a DOM. */
    node: {
      consumer: 'server',
      resolve: {noExternal: [/^@?lit/], conditions: ['node', 'module']},
      build: {
        ssr: true,
        rolldownOptions: {
          input: {
            server: 'src/server/index.ts',
            'server/sql': 'src/server/stores/sql.ts',
            'server/redis': 'src/server/stores/redis.ts',
            'server/render': 'src/server/rendering/render-checkout.ts',
            sandbox: 'src/sandbox/index.ts',
            'sandbox/playwright': 'src/sandbox/playwright.ts',
            cli: 'src/cli/main.ts',
            'without-dom': 'src/without-dom.ts',
          },
          external: [...libraries, ...node],
          preserveEntrySignatures: 'strict',
          output: {format: 'es', entryFileNames: '[name].js', chunkFileNames: 'node/[name]-[hash].js'},
        },
      },
    },
  },
});
