import {parseArgs} from 'node:util';
import {loadEngine} from './bundle.ts';
import {readDayOptions, runDay} from './day/command.ts';
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
    orders: {type: 'string', default: '1000000'},
    tokens: {type: 'string', default: '10'},
    shards: {type: 'string'},
    instances: {type: 'string', default: '20'},
    webhooks: {type: 'string', default: 'healthy,late,absent,dead-hour'},
    cron: {type: 'string', default: 'once'},
    'cron-instances': {type: 'string', default: '1'},
    results: {type: 'string'},
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
if (parts.includes('day')) results.push(await runDay(engine, readDayOptions(values)));
process.exitCode = results.every(Boolean) ? 0 : 1;
