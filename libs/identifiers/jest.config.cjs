module.exports = require('../../jest.preset.cjs')('identifiers');
