import {totalsOf} from '../../core/totals.ts';
import type {Attempt, PayMongoSession} from '../session.ts';

/** What a payment costs the customer and pays the merchant, in centavos. */
interface Charge {
  /** What the customer pays. */
  amount: number;
  fee: number;
  /** Part of the fee. */
  vat: number;
  /** Tax withheld. */
  withheld: number;
  /** What the merchant gets. */
  net: number;
}

/** Returns the total of the line items in centavos, without a fee that is passed on. */
export function totalOf({lineItems}: PayMongoSession): number {
  return totalsOf(lineItems)[0]?.amount ?? 0;
}

/** Whether the customer pays the processing fee. Version 1 ignores `pass_on_fees`. */
export function passesOnFees({version, order}: PayMongoSession): boolean {
  return version === 2 && order.pass_on_fees === true;
}

/** Rates are invented, except that of QR Ph: ₱400.00 with the fee passed on was seen to become ₱406.09. */
function feeRateOf({method}: Attempt): number {
  return method === 'qrph' ? 0.015 : 0.035;
}

/**
 * Calculates the charge of an attempt. The figures are invented but consistent: the fee includes 12 % VAT, and 2 % of
 * the net fee are withheld as tax. With fees passed on, the net amount is the total ± 1 centavo, as integrators report.
 */
export function chargeOf(session: PayMongoSession, attempt: Attempt): Charge {
  const total = totalOf(session);
  const rate = feeRateOf(attempt);
  const isPassedOn = passesOnFees(session);
  const amount = isPassedOn ? Math.round(total / (1 - rate)) : total;
  // How PayMongo rounds is unknown: rounding cards up and the rest down gives both deviations.
  const round = attempt.method === 'card' ? Math.ceil : Math.floor;
  const fee = isPassedOn ? round(amount * rate) : Math.round(amount * rate);
  const vat = Math.round((fee * 12) / 112);
  const withheld = Math.round((fee - vat) * 0.02);
  return {amount, fee, vat, withheld, net: amount - fee + (isPassedOn ? 0 : withheld)};
}
