import type {ErrorCode} from '../../core/error-codes.ts';
import type {Note} from '../../core/state.ts';

/** All texts of the widget in one language. */
export interface Strings {
  /** Heading of an order without a title. */
  order: string;
  total: string;
  /** Replaces `total` if a processing fee is added once the customer has chosen a method. */
  totalBeforeFee: string;
  quantity(quantity: string, unitAmount: string): string;
  noItems: string;
  /** Button that expands a long list. `shown` is the formatted number. */
  showAll(count: number, shown?: string): string;
  showFewer: string;
  loading: string;
  /** Next to the skeleton, if loading takes long. */
  stillLoading: string;
  preparing: string;
  opening: string;
  testMode: string;
  /** `provider` is its display name: Monime or PayMongo. */
  payAt(provider: string): string;
  /** `methods` is a list of names in words. */
  payWith(methods: string): string;
  /** Names of payment methods within `payWith`. Other methods have brand names, or are left out. */
  methods: Record<'card' | 'bank' | 'momo' | 'wallet', string>;
  pay(amount: string | null): string;
  /** On the button for the earlier amount of an order that has changed. */
  payEarlier(amount: string | null): string;
  payAgain: string;
  retry: string;
  reload: string;
  checkAgain: string;
  close: string;
  paymentPage: string;
  openInWindow: string;
  openAgain: string;
  openPage: string;
  keepChecking: string;
  payOnPhone: string;
  /** Accessible name of the QR code. */
  code: string;
  scan: string;
  /** Accessible name of the field with the link to copy. */
  link: string;
  copyLink: string;
  copied: string;
  copyByHand: string;
  /** `shown` is the formatted number. */
  timeLeft(minutes: number, shown?: string): string;
  /** Accessible name of the list of the three payment steps, followed by the steps. */
  steps: string;
  stepChoose: string;
  stepPay: string;
  stepConfirm: string;
  /** `app` is the name of the app; null if unknown. */
  inAppTitle(app: string | null): string;
  inAppText: string;
  openInBrowser: string;
  waitingTitle: string;
  waitingText: string;
  blockedTitle: string;
  blockedText: string;
  confirming: string;
  confirmingText: string;
  overdue: string;
  overdueText: string;
  paid: string;
  paidText: string;
  orderNumber: string;
  receiptReference: string;
  cancelled: string;
  cancelledText: string;
  expired: string;
  expiredText: string;
  /** Replaces `cancelledText` and `expiredText` if the customer can start a new payment here. */
  renewText: string;
  /** A session that can never be paid, because the provider has no hosted page for it. */
  notPayable: string;
  notPayableText: string;
  failed: string;
  /** For a session that the customer started elsewhere and that cannot be paid here. Title and text. */
  notStartedHere: readonly [string, string];
  /** Title and text. */
  notes: Record<Note, readonly [string, string | null]>;
  errors: Partial<Record<ErrorCode, string>>;
  errorFallback: string;
  /** The error code, for the customer to give to the shop. */
  errorCode(code: ErrorCode): string;
}

export const en: Strings = {
  order: 'Your order',
  total: 'Total',
  totalBeforeFee: 'Total before processing fee',
  quantity: (quantity, unitAmount) => `${quantity} × ${unitAmount}`,
  noItems: 'No items are listed for this order.',
  showAll: (count, shown = String(count)) => `Show all ${shown} items`,
  showFewer: 'Show fewer items',
  loading: 'Loading your order…',
  stillLoading: 'The connection is slow. Your order is still loading.',
  preparing: 'Preparing your payment…',
  opening: 'Opening the payment page…',
  testMode: 'Test mode',
  payAt: (provider) => `You pay on ${provider}’s own page.`,
  payWith: (methods) => `Pay with ${methods}.`,
  methods: {card: 'card', bank: 'bank', momo: 'Mobile Money', wallet: 'wallet'},
  pay: (amount) => (amount ? `Pay ${amount}` : 'Pay'),
  payEarlier: (amount) => (amount ? `Pay the earlier amount, ${amount}` : 'Pay the earlier amount'),
  payAgain: 'Start a new payment',
  retry: 'Try again',
  reload: 'Reload the page',
  checkAgain: 'Check again',
  close: 'Close',
  paymentPage: 'Payment page',
  openInWindow: 'Open in a new window',
  openAgain: 'Open the payment page again',
  openPage: 'Open the payment page',
  keepChecking: 'Close, we keep checking',
  payOnPhone: 'Pay on your phone',
  code: 'QR code of the payment page',
  scan: 'Scan the code with the camera of your phone and pay there. This page notices by itself.',
  link: 'Link to the payment page',
  copyLink: 'Copy the link',
  copied: 'Copied',
  copyByHand: 'Your browser did not let us copy. Select the link and copy it yourself.',
  inAppTitle: (app) => `You are in the browser of ${app ?? 'an app'}`,
  inAppText: 'Payment apps often do not open from here. If yours does not, pay in your own browser instead.',
  openInBrowser: 'Open in your browser',
  timeLeft: (minutes, shown = String(minutes)) =>
    minutes < 1 ? 'Less than a minute left to pay' : `${shown} min left to pay`,
  steps: 'Steps of the payment',
  stepChoose: 'Choose',
  stepPay: 'Pay',
  stepConfirm: 'Confirm',
  waitingTitle: 'Continue in the payment window',
  waitingText: 'Pay in the window that has opened. This page notices by itself when you are done.',
  blockedTitle: 'Your browser blocked the payment window',
  blockedText: 'Open it yourself with the button below. This page notices by itself when you are done.',
  confirming: 'Checking your payment…',
  confirmingText: 'We are asking the payment provider. Please do not pay a second time.',
  overdue: 'Still waiting for the payment provider',
  overdueText:
    'If you have paid, you need do nothing more: we keep checking. If not, you can go back to the payment page.',
  paid: 'Payment received',
  paidText: 'Thank you. Your payment is confirmed.',
  orderNumber: 'Order number',
  receiptReference: 'Receipt reference',
  cancelled: 'Payment cancelled',
  cancelledText: 'We know of no payment for it. To pay after all, go back to the shop and order again.',
  expired: 'This payment has expired',
  expiredText: 'It was not paid in time. Ask the shop for a new one.',
  renewText: 'We know of no payment for it. You can start a new one right here.',
  notPayable: 'This order cannot be paid yet',
  notPayableText: 'The payment provider has no payment page for it. Ask the shop to send you the order again.',
  failed: 'Your order could not be loaded',
  notStartedHere: ['Not paid yet', 'Go back to where you started this order.'],
  notes: {
    closed: ['You have not paid yet', 'You can go on whenever you like.'],
    cancelled: ['You went back without paying', 'You can still pay this order.'],
    elsewhere: ['This order is being paid in another tab', null],
    changed: [
      'Your order has changed',
      'A payment for the earlier amount has already been started. Please wait until it ends, then try again.',
    ],
  },
  errors: {
    network: 'There is no connection right now. Check your internet and try again.',
    timeout: 'The connection is slow. Try again in a moment.',
    rate_limited: 'Many people are paying right now. Try again in a moment.',
    provider_unavailable: 'The payment provider does not answer right now. Try again in a moment.',
    not_found: 'This order does not exist any more. Ask the shop for a new link.',
    order_completed: 'This order has already been paid.',
    order_changed: 'Your order has changed. Please go back to the shop and try again.',
    store_unavailable: 'The shop does not answer right now. Try again in a moment.',
    create_failed: 'The payment could not be started. Try again in a moment.',
    internal_error: 'Something went wrong on this page. Reload it and try again.',
  },
  errorFallback: 'Something is wrong with this order. Please tell the shop.',
  errorCode: (code) => `Code: ${code}`,
};
