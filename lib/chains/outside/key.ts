import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyName } from '@/lib/chains/rules/signature'

/** The folder of what is written outside the database, and of the public keys that it is verified with. */
export function headsFolder(dataFolder: string): string {
  return join(dataFolder, 'heads')
}

/**
 * Makes sure that there is a key that signs heads of chains: Ed25519, in `heads.key` of the data folder, mode 0600, which
 * the database never sees. Its public half stays beside the lines, so that they are verified when the key is gone.
 */
export function keepHeadsKey(dataFolder: string): void {
  const file = join(dataFolder, 'heads.key')
  mkdirSync(headsFolder(dataFolder), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  const publicKey = createPublicKey(readFileSync(file, 'utf8'))
  const beside = join(headsFolder(dataFolder), `${keyName(publicKey)}.pub`)
  if (!existsSync(beside)) writeFileSync(beside, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o600 })
}

/** The key that signs, as PEM; null where there is none, as beside a database that was only copied here. */
export function headsKey(dataFolder: string): string | null {
  const file = join(dataFolder, 'heads.key')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Every public key that ever signed here, by its name. */
export function publicKeys(dataFolder: string): Map<string, KeyObject> {
  const folder = headsFolder(dataFolder)
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pub')) : []
  const keys = files.map((name) => createPublicKey(readFileSync(join(folder, name), 'utf8')))
  return new Map(keys.map((key) => [keyName(key), key]))
}
