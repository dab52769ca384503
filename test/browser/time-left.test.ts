import {expect} from '@open-wc/testing';
import {until} from './customer.ts';
import {createSession, mount} from './merchant.ts';

const MINUTE = 60_000;

/** The clock of the page, which runs as the test says, and its timers of a minute. */
function holdClock() {
  const {setInterval: set, clearInterval: clear, performance} = window;
  const now = performance.now.bind(performance);
  const ticks = new Map<number, TimerHandler>();
  let passed = 0;
  performance.now = () => now() + passed;
  Object.assign(window, {
    setInterval(work: TimerHandler, delay?: number) {
      if (delay !== MINUTE) return set(work, delay);
      ticks.set(-1 - ticks.size, work);
      return -ticks.size;
    },
    clearInterval(id?: number) {
      if (!ticks.delete(id ?? 0)) clear(id);
    },
  });
  return {
    ticks,
    passMinute() {
      passed += MINUTE;
      for (const work of ticks.values()) if (typeof work === 'function') work();
    },
    letGo() {
      Reflect.deleteProperty(performance, 'now');
      Object.assign(window, {setInterval: set, clearInterval: clear});
    },
  };
}

/** Says that the tab is hidden, or as it is. */
function setVisibility(state: DocumentVisibilityState | null): void {
  if (state) Object.defineProperty(document, 'visibilityState', {configurable: true, value: state});
  else Reflect.deleteProperty(document, 'visibilityState');
  document.dispatchEvent(new Event('visibilitychange'));
}

const shown = (element: Element) => element.shadowRoot?.querySelector('[part=time-left]')?.textContent?.trim() ?? null;
const spoken = (element: Element) =>
  element.shadowRoot?.querySelector('[part=time-left] + [role=status]')?.textContent?.trim() ?? null;

describe('the time that is left to pay', () => {
  it('is written anew each minute by one timer for all, and spoken at 10, 5, 2, 1 and 0 minutes', async () => {
    const clock = holdClock();
    try {
      const sessions = await Promise.all([createSession('monime'), createSession('monime')]);
      const [{element}, other] = await Promise.all([mount('monime', sessions[0].id), mount('monime', sessions[1].id)]);
      await until(() => shown(element) && shown(other.element));
      expect(clock.ticks.size).to.equal(1);
      const start = Number.parseInt(shown(element) ?? '', 10);
      expect(start).to.be.within(50, 60);
      const written: (string | null)[] = [];
      const heard: string[] = [];
      for (let minute = start - 1; minute >= 0; minute -= 1) {
        clock.passMinute();
        await element.updateComplete;
        written.push(shown(element));
        const text = spoken(element);
        if (text) heard.push(text);
      }
      expect(written).to.deep.equal([
        ...Array.from({length: start - 1}, (_, index) => `${start - 1 - index} min left to pay`),
        'Less than a minute left to pay',
      ]);
      expect(heard).to.deep.equal([
        ...['10', '5', '2', '1'].map((minutes) => `${minutes} min left to pay`),
        'Less than a minute left to pay',
      ]);
      expect(shown(other.element)).to.equal('Less than a minute left to pay');
      element.remove();
      expect(clock.ticks.size).to.equal(1);
      other.element.remove();
      expect(clock.ticks.size).to.equal(0);
    } finally {
      clock.letGo();
    }
  });

  for (const {title, hide, show} of [
    {title: 'out of view', hide: () => scrollTo(0, 5000), show: () => scrollTo(0, 0)},
    {title: 'in a hidden tab', hide: () => setVisibility('hidden'), show: () => setVisibility(null)},
  ]) {
    it(`stands still ${title}, and is right as soon as it is seen`, async () => {
      const clock = holdClock();
      const tall = document.createElement('div');
      tall.style.height = '9000px';
      try {
        const {id} = await createSession('monime');
        const {element} = await mount('monime', id);
        document.body.append(tall);
        await until(() => shown(element) && clock.ticks.size === 1);
        const start = Number.parseInt(shown(element) ?? '', 10);
        hide();
        await until(() => clock.ticks.size === 0);
        clock.passMinute();
        show();
        await until(() => shown(element) === `${start - 1} min left to pay`);
        expect(clock.ticks.size).to.equal(1);
      } finally {
        show();
        tall.remove();
        clock.letGo();
      }
    });
  }

  it('has no timer where nothing runs out', async () => {
    const clock = holdClock();
    try {
      const {id} = await createSession('paymongo');
      const {element} = await mount('paymongo', id);
      expect([shown(element), clock.ticks.size]).to.deep.equal([null, 0]);
    } finally {
      clock.letGo();
    }
  });
});
