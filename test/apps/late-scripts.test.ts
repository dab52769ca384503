import {sells, type Start} from './sells.ts';

const page =
  (path: string): Start =>
  async (project, port, env) => {
    const origin = `http://localhost:${port}`;
    const said = await project.start('start', origin + path, {...env, SHOP_ORIGIN: origin, PAGE: path});
    return {page: origin + path, said};
  };

sells('late-scripts', {
  late: true,
  thanks: 'Your books are on their way',
  ways: {
    'with an asynchronous script': page('/async.html'),
    'with a script that is inserted after the page was loaded': page('/after-load.html'),
    'with an element that is inserted after the script': page('/inserted.html'),
  },
});
