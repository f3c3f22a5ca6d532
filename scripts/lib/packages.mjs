import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Explained, root } from './run.mjs'

const packages = ['client', 'embed']

/**
 * The packages that others install, of workspaces that export their TypeScript as it stands.
 * @param {string} target a folder for them, which is emptied first
 * @returns {string[]} the files
 */
export function makePackages(target) {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  return packages.map((name) => pack(name, target))
}

/**
 * Scripts and their types of one workspace and of what it uses of the contract, which comes along.
 * @param {string} name
 * @param {string} target
 */
function pack(name, target) {
  const folder = path.join(target, name)
  compile(name, folder, target)
  for (const file of filesIn(folder)) writeFileSync(file, withoutWorkspaces(readFileSync(file, 'utf8'), file, folder))
  const { version, description, license, dependencies = {} } = readJson(path.join(root, name, 'package.json'))
  const entry = `./${name}/src/index`
  const described = {
    name: `@anteroom/${name}`,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=20' },
    sideEffects: name === 'embed' ? [`${entry}.js`] : false,
    exports: { '.': { types: `${entry}.d.ts`, default: `${entry}.js` } },
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([one]) => !one.startsWith('@anteroom/'))),
  }
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`)
  cpSync(path.join(root, name, 'README.md'), path.join(folder, 'README.md'))
  cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'))
  run('npm', ['pack', '--silent', '--pack-destination', target], folder)
  return path.join(target, `anteroom-${name}-${version}.tgz`)
}

/** @param {string} name @param {string} folder @param {string} target */
function compile(name, folder, target) {
  const settings = {
    extends: path.join(root, name, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      target: 'es2022',
      rewriteRelativeImportExtensions: true,
      rootDir: root,
      outDir: folder,
      // As its own sources, so that they are made with it.
      paths: { '@anteroom/contract/*': [path.join(root, 'contract/src/*.ts')] },
    },
    files: [path.join(root, name, 'src/index.ts')],
    include: [],
  }
  const file = path.join(target, `${name}.tsconfig.json`)
  writeFileSync(file, JSON.stringify(settings))
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', file], root)
  rmSync(file)
}

/**
 * Names of workspaces lead nowhere outside of this repository, and declarations go on naming the files that they were made of.
 * @param {string} text @param {string} file @param {string} folder
 */
function withoutWorkspaces(text, file, folder) {
  const contract = path.relative(path.dirname(file), path.join(folder, 'contract/src')).split(path.sep).join('/')
  return text
    .replace(/(from |import\()(['"])@anteroom\/contract\/([^'"]+)\2/g, `$1$2${contract}/$3.js$2`)
    .replace(/(from |import\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2')
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** @param {string} command @param {string[]} given @param {string} cwd */
function run(command, given, cwd) {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Explained(`${command} ${given.join(' ')} failed.\n${stdout}${stderr}`)
}
