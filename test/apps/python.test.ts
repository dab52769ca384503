import {oneProgram, sells} from './sells.ts';

sells('python', {
  program: 'python3',
  ways: {started: oneProgram('start', '/orders/1042')},
});
