module.exports = require('../../../jest.preset.cjs').node('api-schedules', __dirname);
