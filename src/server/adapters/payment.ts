/** What a customer paid, as far as the provider says. */
export interface Payment {
  id: string;
  /** In minor units of `currency`; null if unknown. It includes the fee if the customer pays it. */
  amount: number | null;
  /** ISO 4217 code, upper case. */
  currency: string | null;
  /** Payment method in the provider's words. */
  method: string | null;
  /** ISO 8601. */
  paidAt: string | null;
}
