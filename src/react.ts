'use client';

import {createComponent, type EventName} from '@lit/react';
import React, {type ForwardRefExoticComponent, type HTMLAttributes, type RefAttributes} from 'react';
import './define.ts';
import type {MonimeCheckoutEventMap} from './widget/events.ts';
import type {CheckoutProperties} from './widget/element/attributes.ts';
import {MonimeCheckoutElement} from './widget/element/monime-checkout.ts';

const events = {
  onReady: 'monime-ready',
  onOpen: 'monime-open',
  onFallback: 'monime-fallback',
  onComplete: 'monime-complete',
  onCancel: 'monime-cancel',
  onExpire: 'monime-expire',
  onBeforeClose: 'monime-beforeclose',
  onClose: 'monime-close',
  // Not `onChange`: in React that prop listens to form fields inside the element.
  onPhaseChange: 'monime-change',
  onError: 'monime-error',
} as const satisfies Record<string, keyof MonimeCheckoutEventMap>;

type EventOf<Name extends keyof typeof events> = MonimeCheckoutEventMap[(typeof events)[Name]];
type Events = {[Name in keyof typeof events]: (typeof events)[Name] & EventName<EventOf<Name>>};
type EventProps = {[Name in keyof typeof events]?: (event: EventOf<Name>) => void};

/** Props of {@link MonimeCheckout}: HTML attributes, the element's properties and one `on…` prop per event. */
export type MonimeCheckoutProps = Omit<HTMLAttributes<MonimeCheckoutElement>, keyof EventProps> &
  CheckoutProperties &
  EventProps;

/** Wraps `<monime-checkout>` as a component for React 18 and 19, and registers the element. */
export const MonimeCheckout: ForwardRefExoticComponent<MonimeCheckoutProps & RefAttributes<MonimeCheckoutElement>> =
  createComponent({
    react: React,
    tagName: 'monime-checkout',
    elementClass: MonimeCheckoutElement,
    events: events as Events,
    displayName: 'MonimeCheckout',
  });
