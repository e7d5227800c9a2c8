module.exports = require('../../jest.preset.cjs')('external-contacts');
