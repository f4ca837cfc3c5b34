/** Bundles the server's own code; packages stay in node_modules and are loaded when they are needed. */
const path = require('node:path');
const { paths } = require('../../tsconfig.base.json').compilerOptions;

const root = path.join(__dirname, '../..');

/** Workspace aliases, as tsconfig.base.json has them. */
const alias = Object.fromEntries(Object.entries(paths).map(([name, [file]]) => [`${name}$`, path.join(root, file)]));

/** Everything that is neither a file of ours nor an alias is a package. */
function externals({ request }, callback) {
  const ours = request.startsWith('.') || path.isAbsolute(request) || `${request}$` in alias;
  if (ours) callback();
  else callback(null, `commonjs ${request}`);
}

module.exports = {
  mode: 'production',
  target: 'node20',
  devtool: 'source-map',
  context: root,
  entry: path.join(__dirname, 'src/main.ts'),
  output: { path: path.join(root, 'dist/apps/api'), filename: 'main.js', clean: true },
  resolve: { extensions: ['.ts', '.js', '.json'], alias },
  externals: [externals],
  // Class names are DI tokens, log contexts and OpenAPI schema names.
  optimization: { minimize: false },
  // __dirname is the folder of the built file: scripts and the dashboard are found from there.
  node: { __dirname: false, __filename: false },
  module: {
    // Requires made at run time, such as a locale of faker, are Node's business.
    parser: { javascript: { createRequire: false } },
    rules: [
      {
        test: /\.ts$/,
        use: {
          loader: 'swc-loader',
          options: {
            sourceMaps: true,
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', decorators: true },
              transform: { legacyDecorator: true, decoratorMetadata: true },
            },
          },
        },
      },
    ],
  },
  stats: 'errors-warnings',
};
