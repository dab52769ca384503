import {env} from '../tools/env.ts';
import {reasonOf} from './cannot.ts';

beforeEach(function () {
  if (reasonOf(env['engine'], this.currentTest?.fullTitle())) this.skip();
});
