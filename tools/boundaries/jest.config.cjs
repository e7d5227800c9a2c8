module.exports = require('../../jest.preset.cjs')('boundaries', { testTimeout: 180_000 });
