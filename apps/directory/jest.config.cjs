module.exports = require('../../jest.preset.cjs')('directory');
