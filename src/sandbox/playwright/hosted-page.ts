import type {FrameLocator, Locator, Page} from '@playwright/test';
import {METHODS} from '../hosted/methods.ts';
import type {Method} from '../session.ts';
import {findTestNumber, type TestNumber, testNumbersOf} from '../test-numbers.ts';

export interface PayWith {
  /** Default: what the page has chosen. */
  method?: Method;
  /** Phone, card or account number. Default: the first test number that does what is wanted. */
  number?: string;
}

interface Attempt {
  method: Method;
  /** Null where the method asks for none. */
  number: TestNumber | null;
}

/** The provider's payment page, as a customer uses it. */
export class HostedPage {
  readonly #view: Page | FrameLocator;

  constructor(view: Page | FrameLocator) {
    this.#view = view;
  }

  /** Goes through with a payment. When it is through, `SandboxClient.expectStatus` says. */
  async pay(choice: PayWith = {}): Promise<void> {
    const {method, number} = await this.#attempt(choice, ({decline}) => !decline);
    const asks = METHODS[method].step !== null || number?.threeDSecure === true;
    if (asks) await this.#button(/^(Confirm on phone|Authorise payment|I have paid)$/).click();
  }

  /** Tries to pay and is declined, until the page says so. */
  async decline(choice: PayWith = {}): Promise<void> {
    const {method, number} = await this.#attempt(choice, ({decline}) => decline !== null);
    if (!number) await this.#button(/^(Fail payment|Let the code expire)$/).click();
    else if (METHODS[method].step !== null) await this.#button('Confirm on phone').click();
    else if (number.threeDSecure) await this.#button('Authorise payment').click();
    await this.#view.getByRole('alert').waitFor();
  }

  /** Leaves without paying. */
  async cancel(): Promise<void> {
    await this.#button('Cancel and return to the shop').click();
  }

  async #attempt(choice: PayWith, wanted: (number: TestNumber) => boolean): Promise<Attempt> {
    const method = choice.method ?? (await this.#chosen());
    const {label, field} = METHODS[method];
    const number =
      choice.number === undefined ? testNumbersOf(method).find(wanted) : findTestNumber(method, choice.number);
    if (field && !number) throw new Error(`${choice.number} is no test number for ${label}.`);
    await this.#view.getByRole('radio', {name: label, exact: true}).check();
    if (field && number) await this.#view.getByLabel(field.label, {exact: true}).fill(number.number);
    await this.#button(/^Pay /).click();
    return {method, number: number ?? null};
  }

  async #chosen(): Promise<Method> {
    const value = await this.#view.locator('input[name="method"]:checked').inputValue();
    const method = Object.keys(METHODS).find((name) => name === value);
    if (!isMethod(method)) throw new Error(`The page has chosen no way to pay that is known: ${value}.`);
    return method;
  }

  #button(name: string | RegExp): Locator {
    return this.#view.getByRole('button', {name});
  }
}

function isMethod(name: string | undefined): name is Method {
  return name !== undefined && name in METHODS;
}
