module.exports = require('../../../jest.preset.cjs').node('generation-rng', __dirname);
