import {fileURLToPath} from 'node:url';
import type {TestRunnerConfig} from '@web/test-runner';
import {runnerImport} from 'vite';
import {returnScript} from '../../vite.config.ts';
import type * as serversModule from './servers.ts';

/** Runs the servers for as long as the test runner runs: the shop beside the test pages, and its `env` as `/env.json`. */
export function serving(): Required<Pick<TestRunnerConfig, 'plugins' | 'middleware'>> {
  let servers: serversModule.Servers | undefined;
  return {
    middleware: [
      (context, next) => {
        if (!servers?.shop.handles(context.path)) return next();
        context.respond = false;
        return servers.shop.listener(context.req, context.res);
      },
    ],
    plugins: [
      {
        name: 'servers',
        async serverStart({config}) {
          const {startServers} = await importServers();
          servers = await startServers(`http://${config.hostname}:${config.port}`);
        },
        async serverStop() {
          await servers?.close();
        },
        serve({path}) {
          if (path === '/env.json') return {body: JSON.stringify(servers?.env), type: 'json'};
          return undefined;
        },
      },
    ],
  };
}

/** Through Vite, because the server half imports the built return script from a virtual module. */
async function importServers(): Promise<typeof serversModule> {
  const {module} = await runnerImport<typeof serversModule>(fileURLToPath(new URL('servers.ts', import.meta.url)), {
    configFile: false,
    logLevel: 'warn',
    plugins: [returnScript()],
  });
  return module;
}
