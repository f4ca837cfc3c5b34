module.exports = require('../../jest.preset.cjs').node('sql', __dirname);
