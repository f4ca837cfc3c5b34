module.exports = require('../../jest.preset.cjs').node('fuzz', __dirname);
