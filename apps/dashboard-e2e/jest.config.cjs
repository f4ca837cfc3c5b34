module.exports = { ...require('../../jest.preset.cjs').node('dashboard-e2e', __dirname) };
