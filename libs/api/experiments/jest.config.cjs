module.exports = require('../../../jest.preset.cjs').nodeWithPostgres('api-experiments', __dirname);
