import fs from 'node:fs'
import path from 'node:path'
import { HUB_ACCOUNT, staticKeyId } from '@/lib/sandbox/wire/credentials'
import { ACCOUNTS } from '@/lib/sandbox/world/accounts'

/** What `sandbox.json` tells people and tests: how to reach the accounts and the databases. Mode 0600. */
export type SandboxFile = {
  endpoint: string
  /** When the sandbox first started, ISO: the rows are a function of it (data.ts). */
  born: string
  hub: { account: string; accessKeyId: string; secretAccessKey: string }
  accounts: { account: string; system: string; region: string; accessKeyId: string; secretAccessKey: string }[]
  /** Databases are named as the instances. */
  postgres: { host: string; port: number; user: string; password: string }
}

const fileIn = (dataDir: string) => path.join(dataDir, 'sandbox.json')

/** The file of an earlier start, or null. */
export function readSandboxFile(dataDir: string): SandboxFile | null {
  try {
    return JSON.parse(fs.readFileSync(fileIn(dataDir), 'utf8')) as SandboxFile
  } catch {
    return null
  }
}

/** Writes the file whole or not at all. */
export function writeSandboxFile(
  dataDir: string,
  { endpoint, born, postgres }: Pick<SandboxFile, 'endpoint' | 'born' | 'postgres'>,
): void {
  const content: SandboxFile = {
    endpoint,
    born,
    hub: { account: HUB_ACCOUNT, accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    accounts: ACCOUNTS.map(({ id, system, region }) => ({
      account: id,
      system,
      region,
      accessKeyId: staticKeyId(id),
      secretAccessKey: 'sandbox',
    })),
    postgres,
  }
  const draft = `${fileIn(dataDir)}.new`
  fs.writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(draft, fileIn(dataDir))
}
