import {oneProgram, sells} from './sells.ts';

sells('php', {
  provider: 'paymongo',
  program: 'php',
  ways: {started: oneProgram('start', '/orders/1042')},
});
