import {freePort} from '../server/free-port.ts';
import {sells} from './sells.ts';

sells('html', {
  thanks: 'Your books are on their way.',
  late: true,
  ways: {
    'served by any static server': async (project, port, env) => {
      const shop = `http://localhost:${port}`;
      const pagesPort = await freePort();
      const pages = `http://localhost:${pagesPort}`;
      await project.replace('public/index.html', 'http://localhost:3000', shop);
      await project.start('pages', pages, {}, ['--port', String(pagesPort)]);
      const said = await project.start('start', `${shop}/checkout/return.js`, {
        ...env,
        SHOP_ORIGIN: shop,
        PAGES_ORIGIN: pages,
      });
      return {page: `${pages}/`, said};
    },
  },
});
