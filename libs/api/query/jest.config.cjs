module.exports = require('../../../jest.preset.cjs').nodeWithPostgres('api-query', __dirname);
