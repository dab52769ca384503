import type {SessionStatus} from '../../core/session.ts';
import type {Payment} from '../adapters/adapter.ts';
import type {Demand, Intention, OrderRecord, SessionEntry, Notification} from './record.ts';

/** A lease of another process, as this process has watched it. */
export interface Watched {
  /** See `leaseOf`: the record may have a newer one by now. */
  lease: string;
  /** For how long it has been there, in milliseconds on the monotonic clock. */
  heldFor: number;
}

/** `create` was called, or goes on after a step. */
export interface CreateEvent {
  type: 'create';
  demand: Demand;
  /** The merchant's reference; null for a one-off. */
  reference: string | null;
  isFromBrowser: boolean;
  /** False when `create` goes on: then it no longer changes the demand. */
  isFirst: boolean;
  /** The session that the customer wants to replace. */
  renew: string | null;
  /** Sessions that were read since `create` was called and since they were ended. */
  fresh: readonly string[];
  /** Those of them that could not be paid any more when they were read: another call may have ended one since. */
  freshEnds: readonly string[];
  /** Sessions that the provider refused to end. */
  refused: readonly string[];
  /** For a new create request. */
  proposal: {reference: string; body: string};
  /** Random token of this call of `create`. */
  by: string;
  /** Of the intention of another process. */
  watched: Watched | null;
  /** See `ProviderAdapter`. */
  replayWindow: number | null;
  now: number;
}

/** A session was read at the provider. */
export interface ReadEvent {
  type: 'read';
  session: string;
  /** In its return URL. */
  reference: string;
  status: SessionStatus;
  payments: readonly Payment[];
  totals: SessionEntry['totals'];
  createdAt: number | null;
  /** The order's reference, as the provider keeps it. */
  orderReference: string | null;
  /** Whether it belongs to someone else. */
  isForeign: boolean;
  /** Ends for which there is a hook. */
  notifiedEnds: readonly ('cancelled' | 'expired')[];
  /** Whether a webhook that says "paid" has come, is still expected, or the shop receives none. */
  webhook: 'received' | 'expected' | 'none';
  /** Whether to note the time of the read also if nothing has changed. */
  isSweep: boolean;
  now: number;
}

/** Anything that may change an order's record. */
export type OrderEvent =
  | CreateEvent
  | ReadEvent
  /** The provider answered 404. */
  | {type: 'not-found'; session: string; now: number}
  /** The read failed, and will fail again: others come first. */
  | {type: 'read-failed'; session: string; now: number}
  /** The provider acknowledged that it ended the session. */
  | {type: 'ended'; session: string; now: number}
  | {type: 'created'; session: string; intention: Intention; now: number}
  /** @property isCertain Whether no session can have been created. */
  | {type: 'create-failed'; by: string; isCertain: boolean}
  | {
      type: 'claim';
      notification: string;
      by: string;
      /** Of the claim of another process. */
      watched: Watched | null;
      /** Whether a hook that failed may have its pause. */
      isPatient: boolean;
      now: number;
    }
  | {type: 'notified'; notification: string}
  | {type: 'notify-failed'; notification: string; by: string; now: number}
  /** The webhook of a payment is due. */
  | {type: 'webhook-missing'; notification: string; now: number}
  /** This process has no hook for it. */
  | {type: 'postpone'; notification: string; now: number}
  | {
      type: 'sweep';
      fresh: readonly string[];
      refused: readonly string[];
      /** Milliseconds after which an open session is ended. */
      abandonAfter: number;
      now: number;
    }
  | {type: 'release'};

/** What is to be done once the record is written. */
export type Next =
  | {do: 'nothing'}
  | {do: 'read'; sessions: readonly string[]}
  | {do: 'end'; sessions: readonly string[]}
  /** Send the create request: a replay may be answered with what was true earlier. */
  | {do: 'post'; intention: Intention; isReplay: boolean}
  /** Another process makes the session. */
  | {do: 'wait'}
  | {do: 'answer'; session: string}
  /** `reused`: the order was paid, and `create` now names other money. */
  | {do: 'refuse'; why: 'completed' | 'reused' | 'changed' | 'other-key'; session: string | null}
  | {do: 'notify'; notification: Notification}
  /** Report that the webhook of a payment is missing. */
  | {do: 'warn'; session: string};

export interface Transition {
  record: OrderRecord;
  next: Next;
}
