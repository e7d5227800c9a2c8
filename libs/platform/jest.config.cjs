module.exports = require('../../jest.preset.cjs')('platform');
