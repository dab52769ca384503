import type {PayMongoSession} from '../session.ts';
import type {Switches} from '../switches.ts';
import {billingOf, intentOf, paymentsOf} from './payment.ts';
import {seconds} from './time.ts';

interface ResourceView {
  /** Origin of the hosted page. */
  origin: string;
  publicKey: string;
  /** Payments to omit: nothing for the secret key, else as the switch `withheld` says. */
  withheld: 'nothing' | Switches['paymongo']['withheld'];
  v2Intent: Switches['paymongo']['v2Intent'];
}

/** Returns the URL of the hosted page. */
export function checkoutUrlOf({pageKey}: PayMongoSession, origin: string, publicKey: string): string {
  return `${origin}/pay/${pageKey}#${btoa(publicKey)}`;
}

/** Converts a session to a Checkout Session resource. */
export function payMongoResource(session: PayMongoSession, {origin, publicKey, withheld, v2Intent}: ResourceView) {
  const {order} = session;
  const hidesIntent = session.version === 2 && v2Intent === 'absent';
  const checkoutUrl = checkoutUrlOf(session, origin, publicKey);
  return {
    id: session.id,
    type: 'checkout_session',
    attributes: {
      billing: billingOf(session),
      cancel_url: session.cancelUrl,
      checkout_url: checkoutUrl,
      client_key: session.pageKey,
      description: order.description ?? null,
      line_items: order.line_items.map((item) => ({
        amount: item.amount,
        currency: item.currency,
        description: item.description ?? null,
        images: item.images ?? [],
        name: item.name,
        quantity: item.quantity,
      })),
      livemode: false,
      merchant: 'Sandbox Merchant',
      ...(withheld === 'nothing' && {payments: paymentsOf(session)}),
      payment_intent: hidesIntent ? null : intentOf(session, checkoutUrl, withheld !== 'all-payments'),
      payment_method_types: order.payment_method_types,
      ...(session.version === 2 && {pass_on_fees: order.pass_on_fees ?? false}),
      reference_number: order.reference_number ?? null,
      send_email_receipt: order.send_email_receipt ?? false,
      show_description: order.show_description ?? true,
      show_line_items: order.show_line_items ?? true,
      status: session.status === 'expired' ? 'expired' : 'active',
      success_url: session.successUrl,
      created_at: seconds(session.createdAt),
      updated_at: seconds(session.updatedAt),
      metadata: order.metadata ?? null,
    },
  };
}

export type PayMongoResource = ReturnType<typeof payMongoResource>;
