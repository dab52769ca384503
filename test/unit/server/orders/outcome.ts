import type {Next, Transition} from '../../../../src/server/orders/order-event.ts';
import type {OrderRecord} from '../../../../src/server/orders/record.ts';

function wordsOf(next: Next): string[] {
  switch (next.do) {
    case 'nothing':
      return [];
    case 'read':
    case 'end':
      return [`${next.do} ${next.sessions.join(' ')}`];
    case 'post':
      return [next.isReplay ? 'repeat request' : 'send request'];
    case 'answer':
      return [`answer ${next.session}`];
    case 'refuse':
      return [`refuse: ${next.why}${next.session === null ? '' : ` ${next.session}`}`];
    case 'notify':
      return ['call the hook'];
    case 'warn':
      return ['report the webhook'];
    case 'wait':
      return ['wait'];
  }
}

/** What a transition changed in the record, and what is to be done, in a line. */
export function outcome(before: OrderRecord, {record, next}: Transition): string {
  const changes: string[] = [];
  if (record.demand?.money !== before.demand?.money || record.demand?.look !== before.demand?.look) {
    changes.push(`demand ${record.demand?.money === 'old money' ? record.demand.look : 'other'}`);
  }
  for (const entry of record.sessions) {
    const known = before.sessions.find(({id}) => id === entry.id);
    if (!known) changes.push(`${entry.id} ${entry.isOrphan ? 'orphan' : entry.state}`);
    else if (known.state !== entry.state) changes.push(`${entry.id} ${entry.state}`);
    else if (known.readAt !== entry.readAt) changes.push(`${entry.id} noted`);
  }
  for (const {id} of before.sessions) {
    if (!record.sessions.some((entry) => entry.id === id)) changes.push(`${id} forgotten`);
  }
  if (record.intention === null && before.intention !== null) changes.push('no intention');
  if (record.intention?.isReleased === true && before.intention?.isReleased !== true) changes.push('let go');
  if (record.paid !== null && before.paid === null) changes.push(`paid by ${record.paid.session}`);
  if (record.held !== before.held) changes.push(record.held === null ? 'not held' : `held by ${record.held}`);
  for (const notification of record.notifications) {
    const known = before.notifications.find(({id}) => id === notification.id);
    if (!known) changes.push(`notify of ${notification.kind}`);
    else if (known.paymentId !== notification.paymentId) changes.push('named');
    else if (!known.isDone && notification.isDone) changes.push('notified');
    else if (known.failures !== notification.failures) changes.push('failed');
    else if (known.nextAt !== notification.nextAt) changes.push('later');
  }
  if (changes.length === 0 && record !== before && next.do !== 'post' && next.do !== 'notify')
    changes.push('rewritten');
  return [changes.join(', '), ...wordsOf(next)].filter((part) => part !== '').join(' → ') || '-';
}
