module.exports = require('../../../jest.preset.cjs').node('generation-inference', __dirname);
