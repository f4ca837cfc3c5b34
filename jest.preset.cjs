/** Shared Jest settings: one function per kind of project, so that a project's own config is one line. */
const path = require('node:path');
const { paths } = require('./tsconfig.base.json').compilerOptions;

const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, path.join(__dirname, file)]),
);

/** Settings of a library or application that runs in Node. */
exports.node = (displayName, rootDir) => ({
  displayName,
  rootDir,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  setupFilesAfterEnv: [path.join(__dirname, 'jest.timeout.cjs')],
  moduleNameMapper,
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Packages that ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(@faker-js/faker|hyparquet)/)'],
});

/** Settings of a project whose tests use a real PostgreSQL: one server for all of them. */
exports.nodeWithPostgres = (displayName, rootDir) => ({
  ...exports.node(displayName, rootDir),
  globalSetup: path.join(__dirname, 'libs/warehouse/testing/src/postgres-setup.ts'),
  globalTeardown: path.join(__dirname, 'libs/warehouse/testing/src/postgres-teardown.ts'),
});

/** Settings of a dashboard library or the dashboard itself: zoneless Angular in jsdom. */
exports.dashboard = (displayName, rootDir) => ({
  displayName,
  rootDir,
  ...require('jest-preset-angular/presets').createCjsPreset({
    tsconfig: path.join(__dirname, 'apps/dashboard/tsconfig.spec.json'),
  }),
  setupFilesAfterEnv: [path.join(__dirname, 'jest.timeout.cjs'), path.join(__dirname, 'apps/dashboard/jest-setup.ts')],
  testMatch: ['<rootDir>/**/*.spec.ts'],
  moduleNameMapper,
  transformIgnorePatterns: ['/node_modules/(?!(@angular|rxjs|.*\\.mjs$))'],
});
