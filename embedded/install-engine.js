// Installs the ClickHouse engine (package-lock.json) into node_modules, unless it is there already: the package is
// large, and every Maven build comes by here.
'use strict';
const {existsSync, readFileSync} = require('fs');
const {spawnSync} = require('child_process');
const {join} = require('path');

const read = (file) => JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
const fits = (entry) => entry.os && entry.os.includes(process.platform) && entry.cpu.includes(process.arch);

const wanted = Object.entries(read('package-lock.json').packages).find(([, entry]) => fits(entry));
if (!wanted) {
  console.log(`embedded ClickHouse: no engine for ${process.platform} ${process.arch}; the rest is built without it`);
  process.exit(0);
}
const [folder, {version}] = wanted;
if (existsSync(join(__dirname, folder, 'libchdb.so')) && read(join(folder, 'package.json')).version === version) {
  process.exit(0);
}
console.log(`embedded ClickHouse: installing ${folder.replace('node_modules/', '')} ${version} (about 570 MB on disk)`);
const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
  {cwd: __dirname, stdio: 'inherit'});
if (npm.error || npm.status !== 0) {
  console.error(`embedded ClickHouse: npm ci failed${npm.error ? `: ${npm.error.message}` : ''}`);
  process.exit(1);
}
if (!existsSync(join(__dirname, folder, 'libchdb.so'))) {
  // npm passes over an optional package that it cannot get; without it the product cannot run embedded.
  console.error(`embedded ClickHouse: npm could not get ${folder.replace('node_modules/', '')} ${version}`);
  process.exit(1);
}
