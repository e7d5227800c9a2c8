module.exports = require('../../jest.preset.cjs')('supply', { testTimeout: 120_000 });
