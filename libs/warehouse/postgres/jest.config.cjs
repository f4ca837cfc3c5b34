module.exports = require('../../../jest.preset.cjs').nodeWithPostgres('warehouse-postgres', __dirname);
