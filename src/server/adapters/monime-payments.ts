import * as z from 'zod/mini';
import {unwrap} from '../../providers/monime.ts';
import type {Payment} from './adapter.ts';

/** https://docs.monime.io, release caph.2025-08-23, object "Payment". */
const MonimePayment = z.object({
  id: z.string(),
  status: z.string(),
  orderNumber: z.nullish(z.string()),
  amount: z.nullish(z.object({currency: z.nullish(z.string()), value: z.nullish(z.int())})),
  channel: z.nullish(z.object({type: z.nullish(z.string())})),
  createTime: z.nullish(z.string()),
  updateTime: z.nullish(z.string()),
});

/**
 * Reads the answer of `GET /v1/payments`.
 * @param orderNumber only its payments count: an API that does not know the filter answers with all
 */
export function readMonimePayments(json: unknown, orderNumber: string): Payment[] {
  const list = unwrap(json);
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const parsed = z.safeParse(MonimePayment, item);
    if (!parsed.success || parsed.data.status !== 'completed' || parsed.data.orderNumber !== orderNumber) return [];
    const {id, amount, channel, createTime, updateTime} = parsed.data;
    return {
      id,
      amount: amount?.value ?? null,
      currency: amount?.currency ?? null,
      method: channel?.type ?? null,
      paidAt: updateTime ?? createTime ?? null,
    };
  });
}
