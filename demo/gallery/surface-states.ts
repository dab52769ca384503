import {framed, session} from './samples.ts';
import {group} from './state.ts';

const open = {at: 'ready', call: 'open'} as const;
const back = {at: 'presenting', hear: 'success'} as const;
const dialog = '[part~="dialog"]';
const expired = session({status: 'expired'});

const modal = {attributes: {mode: 'modal'}, answers: [framed()]};
const timed = framed({expiresAt: '2026-03-02T09:24:40.000Z'});
const room = {attributes: {mode: 'popup'}, blocked: true, answers: [session({expiresAt: '2026-03-02T09:24:40.000Z'})]};

/** What stands before the page, or in the element, while the customer pays. */
export const surface = group('surface', 'presenting', [
  {name: 'dialog', title: 'Dialog with the payment page', ...modal, steps: [open], shows: 'iframe'},
  {
    name: 'dialog-timed',
    title: 'Dialog with the time left',
    attributes: {mode: 'modal'},
    answers: [timed],
    steps: [open],
    shows: 'iframe',
  },
  {
    name: 'dialog-confirming',
    title: 'Dialog, back from the payment page',
    ...modal,
    steps: [open, back],
    phase: 'confirming',
    shows: 'iframe',
  },
  {
    name: 'dialog-overdue',
    title: 'Dialog, checking takes long',
    ...modal,
    steps: [open, back],
    phase: 'confirming',
    hurried: true,
    shows: 'iframe',
  },
  {name: 'room-link', title: 'Waiting room with a link', ...room, steps: [open], shows: dialog},
  {
    name: 'room-phone',
    title: 'Waiting room with a code for the phone',
    ...room,
    steps: [open, {at: 'presenting', press: `${dialog} [aria-expanded="false"]`}],
    shows: '[part~="qr"]',
  },
  {
    name: 'room-preparing',
    title: 'Waiting room, the session is being made',
    attributes: {mode: 'popup'},
    blocked: true,
    answers: [],
    createSession: 'hangs',
    steps: [{at: 'idle', call: 'open'}],
    shows: dialog,
  },
  {
    name: 'room-confirming',
    title: 'Waiting room, checking',
    ...room,
    steps: [open, back],
    phase: 'confirming',
    shows: dialog,
  },
  {
    name: 'room-overdue',
    title: 'Waiting room, checking takes long',
    ...room,
    steps: [open, back],
    phase: 'confirming',
    hurried: true,
    shows: dialog,
  },
  {
    name: 'room-completed',
    title: 'Waiting room, paid, kept open by the page',
    attributes: {mode: 'popup'},
    blocked: true,
    answers: [session(), session({status: 'completed', orderNumber: 'SCO-1042-7719'})],
    prevent: ['monime-complete'],
    steps: [open],
    phase: 'settled',
    shows: dialog,
  },
  {
    name: 'room-expired',
    title: 'Waiting room, expired meanwhile',
    attributes: {mode: 'popup'},
    blocked: true,
    answers: [session(), expired],
    steps: [open],
    phase: 'settled',
    shows: dialog,
  },
  {
    name: 'room-window',
    title: 'Waiting room with a window',
    attributes: {mode: 'popup'},
    answers: [framed()],
    phase: 'ready',
    gesture: true,
  },
  {
    name: 'qr',
    title: 'Code in place',
    attributes: {mode: 'qr'},
    answers: room.answers,
    steps: [open],
    shows: '[part~="qr"]',
  },
  {
    name: 'inline',
    title: 'Payment page in place',
    attributes: {mode: 'inline'},
    answers: [framed()],
    steps: [open],
    shows: 'iframe',
  },
]);
