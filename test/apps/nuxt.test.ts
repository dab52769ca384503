import {oneProgram, sells} from './sells.ts';

sells('nuxt', {
  thanks: 'Your books are on their way',
  refusesForms: false,
  ways: {built: oneProgram('start', '/orders/1042')},
});
