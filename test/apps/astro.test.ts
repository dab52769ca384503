import {oneProgram, sells} from './sells.ts';

sells('astro', {
  thanks: 'Your books are on their way',
  refusesForms: true,
  ways: {built: oneProgram('start', '/orders/1042'), 'in development': oneProgram('dev', '/orders/1042')},
});
