// @vitest-environment happy-dom
/**
 * Reported: happy-dom has no `attachInternals`, so that `createElement` threw in unit tests.
 * https://github.com/capricorn86/happy-dom/issues/957
 */
import {checkElement} from '../unit/widget/dom-cases.ts';

checkElement();
