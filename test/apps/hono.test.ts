import {oneProgram, sells} from './sells.ts';

sells('hono', {
  ways: {started: oneProgram('start', '/orders/1042')},
});
