module.exports = require('../../../jest.preset.cjs').node('generation-plan', __dirname);
