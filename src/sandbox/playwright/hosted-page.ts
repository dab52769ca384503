import type {FrameLocator, Locator, Page} from '@playwright/test';
import {METHODS} from '../hosted/methods.ts';
import type {Method} from '../session.ts';
import {findTestNumber, type TestNumber, testNumbersOf} from '../test-numbers.ts';

/** Payment method and test number. */
export interface PayWith {
  /** Default: the method that is selected on the page. */
  method?: Method;
  /** Phone, card or account number. Default: the first test number with the intended outcome. */
  number?: string;
}

interface TestPayment {
  method: Method;
  /** Null if the method needs none. */
  number: TestNumber | null;
}

/** Acts as the customer on the provider's payment page. */
export class HostedPage {
  readonly #view: Page | FrameLocator;

  constructor(view: Page | FrameLocator) {
    this.#view = view;
  }

  /** Makes a payment. Does not wait for the outcome; use `SandboxClient.expectStatus`. */
  async pay(choice: PayWith = {}): Promise<void> {
    const {method, number} = await this.#startPayment(choice, ({decline}) => !decline);
    const needsConfirmation = METHODS[method].step !== null || number?.threeDSecure === true;
    if (needsConfirmation) await this.#button(/^(Confirm on phone|Authorise payment|I have paid)$/).click();
  }

  /** Makes a payment that is declined, and waits until the page shows it. */
  async decline(choice: PayWith = {}): Promise<void> {
    const {method, number} = await this.#startPayment(choice, ({decline}) => decline !== null);
    if (!number) await this.#button(/^(Fail payment|Let the code expire)$/).click();
    else if (METHODS[method].step !== null) await this.#button('Confirm on phone').click();
    else if (number.threeDSecure) await this.#button('Authorise payment').click();
    await this.#view.getByRole('alert').waitFor();
  }

  /** Clicks the cancel button. */
  async cancel(): Promise<void> {
    await this.#button('Cancel and return to the shop').click();
  }

  async #startPayment(choice: PayWith, matches: (number: TestNumber) => boolean): Promise<TestPayment> {
    const method = choice.method ?? (await this.#chosenMethod());
    const {label, field} = METHODS[method];
    const number =
      choice.number === undefined ? testNumbersOf(method).find(matches) : findTestNumber(method, choice.number);
    if (field && !number) throw new Error(`${choice.number} is not a test number of ${label}.`);
    await this.#view.getByRole('radio', {name: label, exact: true}).check();
    if (field && number) await this.#view.getByLabel(field.label, {exact: true}).fill(number.number);
    await this.#button(/^Pay /).click();
    return {method, number: number ?? null};
  }

  async #chosenMethod(): Promise<Method> {
    const value = await this.#view.locator('input[name="method"]:checked').inputValue();
    const method = Object.keys(METHODS).find((name) => name === value);
    if (!isMethod(method)) throw new Error(`The page has an unknown payment method selected: ${value}.`);
    return method;
  }

  #button(name: string | RegExp): Locator {
    return this.#view.getByRole('button', {name});
  }
}

function isMethod(name: string | undefined): name is Method {
  return name !== undefined && name in METHODS;
}
