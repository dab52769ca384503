import {fileURLToPath} from 'node:url';
import type {TestRunnerConfig} from '@web/test-runner';
import {runnerImport} from 'vite';
import {cardStyle, firstFiles, returnScript} from '../../vite.config.ts';
import {type Engine, engineOf} from './engines.ts';
import type * as serversModule from './servers.ts';

/**
 * Runs the servers for as long as the test runner runs: the shop beside the test pages, and its `env` as `/env.json`.
 * Each engine has its own, as they run at the same time and a switch that one turns is not for the others.
 */
export function serving(): Required<Pick<TestRunnerConfig, 'plugins' | 'middleware'>> {
  let servers: Record<Engine, serversModule.Servers> | undefined;
  return {
    middleware: [
      (context, next) => {
        const {shop, gallery} = servers?.[engineOf(context.get('user-agent'))] ?? {};
        const server = [shop, gallery].find((candidate) => candidate?.handles(context.path));
        if (!server) return next();
        context.respond = false;
        return server.listener(context.req, context.res);
      },
    ],
    plugins: [
      {
        name: 'servers',
        async serverStart({config}) {
          const {startServers} = await importServers();
          const start = () => startServers(`http://${config.hostname}:${config.port}`);
          servers = {Chromium: await start(), Firefox: await start(), WebKit: await start()};
        },
        async serverStop() {
          await Promise.all(Object.values(servers ?? {}).map((started) => started.close()));
        },
        serve(context) {
          if (context.path !== '/env.json') return undefined;
          const engine = engineOf(context.get('user-agent'));
          return {body: JSON.stringify({...servers?.[engine].env, engine}), type: 'json'};
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
    plugins: [returnScript(), cardStyle(), firstFiles()],
  });
  return module;
}
