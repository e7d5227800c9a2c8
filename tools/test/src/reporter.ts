import type { TestResult, Test } from '@jest/reporters';
import { Results } from './results.ts';

/**
 * Jest reporter: notes each test file in LETHE_TEST_RESULTS as soon as it has ended.
 *
 * @public Jest loads it.
 */
export default class ResultsReporter {
  private readonly results = new Results(process.env['LETHE_TEST_RESULTS']!);

  onTestResult({ path }: Pick<Test, 'path'>, result: TestResult): void {
    const { numPassingTests: passed, numFailingTests: failed, testExecError, perfStats, testResults } = result;
    const named = (...statuses: string[]) =>
      testResults.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
    this.results.add({
      file: path,
      passed,
      failed: testExecError !== undefined && failed === 0 ? 1 : failed,
      seconds: (perfStats.end - perfStats.start) / 1000,
      failures: named('failed'),
      skips: named('pending', 'todo'),
    });
  }

  onRunComplete(): void {
    this.results.end();
  }
}
