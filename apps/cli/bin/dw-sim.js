#!/usr/bin/env node
'use strict';
// Starts the built command line; builds it first where that has not been done yet.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../../..');
const main = join(root, 'dist/apps/cli/main.js');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`DW Simulator needs Node 20.19 or newer; this is ${process.version}.`);
if (!existsSync(main)) build();
// Node 22 keeps compiled code between calls.
require('node:module').enableCompileCache?.();
require(main);

function build() {
  const nx = join(root, 'node_modules/nx');
  if (!existsSync(nx)) fail(`DW Simulator is not installed: run "npm ci" in ${root}.`);
  const script = join(nx, require(join(nx, 'package.json')).bin.nx);
  process.stderr.write('Building dw-sim (first use only) …\n');
  const { status, stdout, stderr } = require('node:child_process').spawnSync(process.execPath, [script, 'build', 'cli'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (status !== 0 || !existsSync(main)) fail(`dw-sim could not be built:\n${stdout}${stderr}`);
}

function fail(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}
