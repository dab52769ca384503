import type {Project} from './project.ts';
import {oneProgram, sells} from './sells.ts';

/** In place of those in `.env`: the keys are known to the server that runs, and not to the one that builds. */
const WITHOUT_KEYS = {MONIME_TOKEN: '', MONIME_SPACE: '', MONIME_SECRET: ''};

/** Changes the app as docs/quick-start/next.md says for a site with a `basePath`, and builds it without keys. */
async function moveBelowShop(project: Project): Promise<void> {
  await project.write('next.config.mjs', "export default {basePath: '/shop'};\n");
  const landing = "landing: {success: '/back', cancel: '/back'}";
  const options = `publicPath: '/shop/checkout', ${landing.replaceAll('/back', '/shop/back')}`;
  await project.replace('lib/checkout.ts', landing, options);
  await project.replace('app/pay.tsx', 'endpoint="/checkout"', 'endpoint="/shop/checkout"');
  await project.replace('app/orders/[number]/page.tsx', "endpoint: '/checkout'", "endpoint: '/shop/checkout'");
  await project.run('build', WITHOUT_KEYS);
}

sells('next', {
  thanks: 'Your books are on their way',
  isRendered: true,
  ways: {
    built: oneProgram('start', '/orders/1042'),
    'in development': oneProgram('dev', '/orders/1042'),
    'built with a basePath': oneProgram('start', '/shop/orders/1042', {basePath: '/shop', prepare: moveBelowShop}),
  },
});
