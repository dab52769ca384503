// @vitest-environment happy-dom
import {checkElement} from './cases.ts';

checkElement();
