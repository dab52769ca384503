import {oneProgram, sells} from './sells.ts';

sells('express', {
  ways: {started: oneProgram('start', '/orders/1042')},
});
