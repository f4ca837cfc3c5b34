/** Runs every project's tests in one Jest process. */
module.exports = {
  projects: ['<rootDir>/libs/**/jest.config.cjs', '<rootDir>/apps/**/jest.config.cjs', '<rootDir>/tools/**/jest.config.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
