import * as z from 'zod/mini';
import {ERROR_CODES} from '../error-codes.ts';
import {Session, SessionId} from './session.ts';

/** What a page sends to create a session. All other fields are the merchant's own. */
export const CreateRequest = z
  .looseObject({
    renew: z
      .nullish(z.string())
      .check(z.describe('Id of the session to replace, which has ended or which the customer wants to end.')),
  })
  .check(z.describe('What the customer wants, in fields of your own: never a price.'));

/** What the widget needs of the answer to a create request: the id. A whole session has it, too. */
export const Created = z
  .looseObject({id: SessionId})
  .check(z.describe('The created session, or its id alone. The id must be at the top level.'));

/** The session of a return reference. */
export const Returned = z
  .object({
    id: SessionId,
    started: z
      .optional(z.boolean())
      .check(
        z.describe('Whether this browser started to pay it. Otherwise it is only watched, unless the widget knows.'),
      ),
  })
  .check(z.describe('The session that a return reference belongs to.'));

/** Every answer with a status of 400 or more. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string().check(z.describe('For developers. Customers see a text of the widget.')),
      path: z.nullish(z.string()).check(z.describe('The wrong field or header.')),
      session: z
        .nullish(Session)
        .check(
          z.describe('`order_completed`: the session that paid. `order_changed`: the one that can still be paid.'),
        ),
    }),
  })
  .check(z.describe('An error. Without this body, the widget goes by the status.'));
