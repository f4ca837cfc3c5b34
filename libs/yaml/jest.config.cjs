module.exports = require('../../jest.preset.cjs').node('yaml', __dirname);
