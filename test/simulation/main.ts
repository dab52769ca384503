import {parseArgs} from 'node:util';
import {loadEngine} from './bundle.ts';
import {runPlanted} from './planted-command.ts';
import {runOneSeed, runSeeds} from './seeds-command.ts';
import {FAULTS} from './weather.ts';
import {runWorlds} from './worlds-command.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seed: {type: 'string'},
    first: {type: 'string', default: '1'},
    steps: {type: 'string', default: '1500'},
    safety: {type: 'string', default: '1000000'},
    liveness: {type: 'string', default: '100000'},
    without: {type: 'string', default: ''},
    'keep-going': {type: 'boolean', default: false},
    crashes: {type: 'string', default: '1'},
    faults: {type: 'string', default: '1'},
    paths: {type: 'string', default: '1000000'},
    seeds: {type: 'string', default: '3000'},
    filter: {type: 'string', default: ''},
  },
});

const {filter} = values;
const steps = Number(values.steps);
const parts = positionals.length > 0 ? positionals : ['seeds', 'worlds', 'planted'];
const engine = await loadEngine();
const results: boolean[] = [];
if (parts.includes('seeds')) {
  const options = {
    first: Number(values.first),
    steps,
    safety: Number(values.safety),
    liveness: Number(values.liveness),
    without: FAULTS.filter((fault) => values.without.split(',').includes(fault)),
    keepsGoing: values['keep-going'],
  };
  const {seed} = values;
  results.push(seed === undefined ? await runSeeds(engine, options) : await runOneSeed(engine, Number(seed), options));
}
if (parts.includes('worlds')) {
  const budget = {crashes: Number(values.crashes), faults: Number(values.faults)};
  results.push(await runWorlds(engine, {...budget, maximumPaths: Number(values.paths), filter}));
}
if (parts.includes('planted')) {
  results.push(await runPlanted({seeds: Number(values.seeds), steps, filter}));
}
process.exitCode = results.every(Boolean) ? 0 : 1;
