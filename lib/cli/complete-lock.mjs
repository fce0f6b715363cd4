// `npm run lock`: makes package-lock.json fit for `npm ci` on every platform and with every registry. A registry that lacks
// some platform's optional package leaves it out of the lock, and `npm ci` then refuses the lock; the registry's own address
// must not be kept either. Each package is pinned by its hash, also one that was added here: the registry is asked for it.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { lockFaults } from './lock-faults.mjs'

const FILE = 'package-lock.json'
const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const packages = lock.packages

for (const entry of Object.values(packages)) delete entry.resolved

let added = 0
for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    // Only an exact version can be written without asking a registry.
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    packages[`node_modules/${name}`] = placeholder(name, version, entry.dev)
    added += 1
  }
}

for (const [path, entry] of Object.entries(packages)) {
  if (path && !entry.link && !entry.integrity) addIntegrity(path, entry)
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${FILE}: ${added} optional packages of other platforms added, no registry named`)
const faults = lockFaults(lock)
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

/** As npm writes it: after the version. What the registry does not know stays without, and is named at the end. */
function addIntegrity(path, entry) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { stdout } = spawnSync('npm', ['view', `${name}@${entry.version}`, 'dist.integrity'], { encoding: 'utf8' })
  const { version, ...rest } = entry
  const integrity = stdout?.trim()
  if (integrity) packages[path] = { version, integrity, ...rest }
}

/** Looks for a package as Node does: beside its user, then in each folder above. */
function isLocked(user, name) {
  for (let folder = user; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function placeholder(name, version, dev) {
  const systems = ['android', 'openharmony', 'darwin', 'win32', 'freebsd', 'linux']
  const os = systems.find((system) => name.includes(system)) ?? (name.includes('windows') ? 'win32' : undefined)
  const cpu = /arm64|x64|ia32|ppc64|riscv64|s390x|loong64|wasm32|arm/.exec(name)?.[0]
  const libc = name.includes('musl') ? 'musl' : name.includes('gnu') && os === 'linux' ? 'glibc' : undefined
  return {
    version,
    ...(dev && { dev }),
    optional: true,
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc] }),
  }
}
