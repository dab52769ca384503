/**
 * Reported: frameworks set properties that have no value to `null` or `undefined`, and elements took that for a value.
 * https://github.com/react/react/issues/28203
 * https://github.com/axa-ch-webhub-cloud/pattern-library/issues/1614
 */
import {expect, fixture, html} from '@open-wc/testing';
import {MonimeCheckoutElement} from '../../../src/index.ts';
import {createSession, endpointOf, mount, next, textOf} from '../../browser/merchant.ts';

const properties = [...MonimeCheckoutElement.elementProperties.keys()];
const valueOf = (element: MonimeCheckoutElement, name: PropertyKey): unknown => Reflect.get(element, name);

describe('a property that a framework sets to', () => {
  for (const value of [undefined, null]) {
    describe(`${value}`, () => {
      for (const name of properties) {
        it(`is as if ${String(name)} were not set`, async () => {
          const {id} = await createSession('monime');
          const element = document.createElement('monime-checkout');
          const before = valueOf(element, name);
          Reflect.set(element, name, value);
          if (name !== 'sessionId') element.setAttribute('session-id', id);
          if (name !== 'endpoint') element.setAttribute('endpoint', endpointOf('monime'));
          if (name === 'sessionId')
            element.session = await (await fetch(`${endpointOf('monime')}/sessions/${id}`)).json();
          const outcome = next(element, name === 'endpoint' ? 'monime-error' : 'monime-ready');
          await fixture(html`${element}`);
          await outcome;
          await element.updateComplete;
          expect(valueOf(element, name)).to.equal(before);
          if (name === 'endpoint')
            expect(`${element.error?.code} ${element.error?.path}`).to.equal('invalid_configuration endpoint');
          else expect(textOf(element)).to.contain('91.50').and.contain('Pay');
        });

        it(`is as before ${String(name)} was set`, async () => {
          const {id} = await createSession('monime');
          const {element} = await mount('monime', id);
          const {element: fresh} = await mount('monime', id);
          const before = valueOf(document.createElement('monime-checkout'), name);
          for (const each of [{disabled: true}, {allowedHosts: 'pay.example'}, {strings: {pay: 'Order'}}, {items: 5}]) {
            const entry = Object.entries(each).find(([key]) => key === name);
            if (entry) Reflect.set(element, ...entry);
          }
          await element.updateComplete;
          Reflect.set(element, name, value);
          await element.updateComplete;
          expect(valueOf(element, name)).to.equal(before);
          if (name === 'endpoint' || name === 'sessionId') return;
          await fresh.updateComplete;
          if (element.phase !== 'ready') await next(element, 'monime-ready');
          await element.updateComplete;
          expect(textOf(element)).to.equal(textOf(fresh));
        });
      }

      it('all at once, as components pass all that they have', async () => {
        const {id} = await createSession('monime');
        const element = document.createElement('monime-checkout');
        for (const name of properties) Reflect.set(element, name, value);
        await fixture(html`${element}`);
        await element.updateComplete;
        expect(element.phase).to.equal('idle');
        const ready = next(element, 'monime-ready');
        element.endpoint = endpointOf('monime');
        element.sessionId = id;
        await ready;
        expect(element.phase).to.equal('ready');
      });
    });
  }
});
