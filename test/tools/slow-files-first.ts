import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Files that take longer than a minute. */
const SLOW = [
  'playwright',
  'contract-monime',
  'contract-paymongo',
  'small-screen',
  'leaks',
  'gallery',
  'a-deployment-removes-files-of-an-open-page',
];

/** Begins with the slow files: one that begins last runs on alone. A fresh checkout has no times of earlier runs. */
export class SlowFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({moduleId}: TestSpecification) =>
      SLOW.some((name) => moduleId.endsWith(`/${name}.test.ts`)) ? 0 : 1;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
