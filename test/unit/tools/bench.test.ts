import {describe, expect, it} from 'vitest';
import {spread, table} from '../../bench/markdown.ts';
import {readOptions} from '../../bench/options.ts';
import {more} from '../../bench/phases/counts.ts';
import {sectionText} from '../../bench/report.ts';
import {measureRounds, numbers} from '../../bench/rounds.ts';
import {median, quantile, ratios} from '../../bench/statistics.ts';

describe('the benchmark', () => {
  it('compares what was measured in the same round, and leaves out what failed', async () => {
    const times: Record<string, number[]> = {plain: [100, 200, 400], widget: [150, Number.NaN, 400]};
    const samples = await measureRounds('test', 3, [{name: 'plain'}, {name: 'widget'}], async ({name}) => {
      const time = times[name]?.shift();
      if (time === undefined || Number.isNaN(time)) throw new Error('it was never ready');
      return {time};
    });
    const of = (name: string) => numbers(samples, name, ({time}) => time);
    expect(of('widget')).toEqual([150, Number.NaN, 400]);
    expect(ratios(of('widget'), of('plain'))).toEqual([1.5, 1]);
  });

  it('finds the values in between', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, Number.NaN, 3, 2])).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(median([])).toBeNaN();
    expect(spread([])).toBe('–');
    expect(spread([1000, 2000, 3000])).toBe('2,000 (1,500–2,500)');
  });

  it('says which goals are met', () => {
    const text = sectionText({
      title: 'Time',
      body: table(['', 'ms'], [['a|b', '7']]),
      goals: [
        {text: 'near', value: 0.85, limit: 0.85},
        {text: 'far', value: 1.01, limit: 1},
        {text: 'lost', value: Number.NaN, limit: 1},
      ],
    });
    expect(text).toContain('| a\\|b | 7 |');
    expect(text).toContain('- near: at most 0.85; met, 0.85\n- far: at most 1; **missed**, 1.01\n- lost: not measured');
  });

  it('takes no answer that is under way for something left behind', () => {
    const rest = {nodes: 10, listeners: 2, documents: 1, timers: 1, heap: 100};
    const asking = {...rest, nodes: 12, listeners: 4, heap: 150};
    expect(more([rest, asking], [asking, asking])).toMatchObject({nodes: 0, listeners: 0, heap: 50});
    expect(more([rest, asking], [{...rest, nodes: 210}])).toMatchObject({nodes: 198, heap: 0});
  });

  it('refuses what it does not know, and to write a part', () => {
    expect(readOptions(['--phases', 'open,load', '--runs', '3'])).toMatchObject({phases: ['load', 'open'], runs: 3});
    expect(() => readOptions(['--phases', 'lode'])).toThrow('There is no phase lode.');
    expect(() => readOptions(['--write', '--only', 'module'])).toThrow('--write writes all tables');
    expect(() => readOptions(['--rounds', '3'])).toThrow('--rounds');
  });
});
