// Jest reporter of every project (jest.preset.cjs): adds a line to the file LETHE_TEST_RESULTS for each test file as
// soon as it has ended, { file, passed, failed }, and { ended: true } after the last. So a run that is cut off leaves
// what it knew (tools/test-results.js reads it).
const { appendFileSync } = require('node:fs');

module.exports = class ResultsReporter {
  onTestResult({ path }, { numPassingTests, numFailingTests, testExecError }) {
    // A file that could not even run counts as one failure.
    write({
      file: path,
      passed: numPassingTests,
      failed: numFailingTests + (testExecError && numFailingTests === 0 ? 1 : 0),
    });
  }

  onRunComplete() {
    write({ ended: true });
  }
};

function write(line) {
  const { LETHE_TEST_RESULTS: file } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
