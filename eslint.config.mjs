import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** Which layer may import which. Dependencies run one way; `tools/boundaries` plants forbidden imports to prove it. */
const LAYERS = {
  'contracts': [],
  'generation-rng': [],
  'generation-generators': ['contracts', 'generation-rng'],
  'generation-faker': ['contracts', 'generation-generators'],
  'generation-plan': ['contracts', 'generation-rng', 'generation-generators', 'generation-faker'],
  'generation-inference': ['contracts', 'generation-generators', 'generation-faker', 'generation-plan'],
  'generation-engine': ['contracts', 'generation-rng', 'generation-generators', 'generation-plan'],
  'sql': ['contracts'],
  'yaml': ['contracts'],
  'settings': ['contracts', 'yaml'],
  'staging': ['contracts'],
  'warehouse-core': ['contracts'],
  'warehouse-staging': ['contracts', 'warehouse-core'],
  'warehouse-export': ['contracts', 'warehouse-core'],
  // An engine never imports another one.
  'warehouse-engine': ['contracts', 'staging', 'warehouse-core', 'warehouse-staging', 'warehouse-export'],
  'warehouse-postgres': ['contracts', 'warehouse-core', 'warehouse-staging', 'warehouse-export'],
  // Redshift speaks PostgreSQL's protocol, and PostgreSQL stands in for it.
  'warehouse-redshift': ['contracts', 'warehouse-core', 'warehouse-postgres'],
  'warehouse-testing': ['contracts', 'warehouse-core', 'warehouse-staging'],
  'api-platform': ['contracts', 'settings'],
  'api-metadata': ['contracts', 'api-platform'],
  'api-keys': ['contracts', 'api-platform', 'api-metadata'],
  'api-warehouses': ['contracts', 'yaml', 'warehouse-core', 'generation-plan', 'api-platform', 'api-metadata'],
  'api-runs': ['contracts', 'api-platform', 'api-metadata'],
  'api-experiments': ['contracts', 'sql', 'generation-plan', 'generation-inference', 'staging', 'warehouse-core', 'api-platform', 'api-metadata', 'api-warehouses', 'api-runs'],
  'api-loader': ['contracts', 'staging', 'generation-plan', 'warehouse-core', 'api-platform', 'api-metadata', 'api-warehouses', 'api-runs', 'api-experiments'],
  'api-generator': ['contracts', 'staging', 'generation-plan', 'generation-engine', 'api-platform', 'api-metadata', 'api-warehouses', 'api-runs', 'api-experiments', 'api-loader'],
  'api-query': ['contracts', 'sql', 'generation-plan', 'warehouse-core', 'api-platform', 'api-metadata', 'api-warehouses', 'api-experiments'],
  'api-schedules': ['contracts', 'staging', 'generation-plan', 'api-platform', 'api-metadata', 'api-runs', 'api-experiments', 'api-loader', 'api-generator'],
  'app-api': ['contracts', 'settings', 'staging', 'generation-engine', 'warehouse-core', 'warehouse-engine', 'warehouse-postgres', 'warehouse-redshift', 'api-platform', 'api-metadata', 'api-keys', 'api-warehouses', 'api-runs', 'api-experiments', 'api-loader', 'api-generator', 'api-schedules', 'api-query'],
  'app-cli': ['contracts', 'yaml', 'settings'],
  'dashboard-data-access': ['contracts'],
  'dashboard-ui': ['contracts'],
  'dashboard-feature': ['contracts', 'dashboard-data-access', 'dashboard-ui'],
  'tools': ['contracts', 'settings', 'sql', 'warehouse-core', 'warehouse-engine', 'warehouse-redshift', 'warehouse-testing', 'staging', 'generation-rng', 'generation-generators', 'generation-plan', 'generation-engine'],
  'app-dashboard': ['contracts', 'dashboard-data-access', 'dashboard-ui', 'dashboard-feature'],
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/.angular', '**/tmp', '**/*.cjs', '**/bin/*.js'] },
  ...tseslint.configs.recommended,
  ...nx.configs['flat/base'],
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            ...Object.entries(LAYERS).map(([layer, imports]) => ({
              sourceTag: `layer:${layer}`,
              onlyDependOnLibsWithTags: imports.map((name) => `layer:${name}`),
            })),
            { sourceTag: 'platform:browser', onlyDependOnLibsWithTags: ['platform:browser', 'platform:any'] },
            { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any'] },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['apps/dashboard/**/*.ts', 'libs/dashboard/**/*.ts'],
    extends: angular.configs.tsRecommended,
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'dw', style: 'kebab-case' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['apps/dashboard/**/*.html', 'libs/dashboard/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  // The fuzzer reads files as every part of the product does, in places that no other project may reach.
  { files: ['**/*.spec.ts', 'libs/warehouse/testing/**', 'tools/fuzz/src/importers/**'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['tools/**', 'apps/cli/**'], rules: { 'no-console': 'off' } },
);
