module.exports = require('../../jest.preset.cjs')('dialer');
