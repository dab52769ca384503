import paid from '../test/fixtures/paymongo-paid.json' with {type: 'json'};
import template from '../test/fixtures/monime-template.json' with {type: 'json'};
import type {Seeds} from './pages/seeds.ts';

/** The two documents that the package was made from. */
export const seeds: Seeds = {template, paid};
