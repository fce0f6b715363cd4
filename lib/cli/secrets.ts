import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepHeadsKey } from '@/lib/chains/outside/key'

/** Random values of this installation, made at first start and kept in `secrets.json` of the data folder, mode 0600; the key beside it too. */
export type Secrets = { nextAuthSecret: string; ownerPassword: string; appPassword: string }

export function keepSecrets(dataFolder: string): Secrets {
  keepHeadsKey(dataFolder)
  const file = join(dataFolder, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const random = () => randomBytes(32).toString('base64url')
  const secrets = { nextAuthSecret: random(), ownerPassword: random(), appPassword: random() }
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
