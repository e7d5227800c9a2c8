module.exports = require('../../jest.preset.cjs')('stack', { testTimeout: 120_000 });
