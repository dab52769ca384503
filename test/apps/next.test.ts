import {oneProgram, sells} from './sells.ts';

sells('next', {
  thanks: 'Your books are on their way',
  ways: {built: oneProgram('start', '/orders/1042'), 'in development': oneProgram('dev', '/orders/1042')},
});
