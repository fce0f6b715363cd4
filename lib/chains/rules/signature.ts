import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What a signature covers: named facts, in the order in which they are given. */
type Signed = Record<string, unknown>

/** The short name of a key: 16 hex digits of the SHA-256 of its public half. */
export function keyName(key: KeyObject): string {
  const publicKey = key.type === 'public' ? key : createPublicKey(key)
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}

/** Signs facts with an Ed25519 key; base64url. */
export function signFacts(privatePem: string, facts: Signed): { key: string; signature: string } {
  const privateKey = createPrivateKey(privatePem)
  const key = keyName(privateKey)
  return { key, signature: sign(null, textOf(facts, key), privateKey).toString('base64url') }
}

/** Whether these facts were signed with the key of that name, among keys by their names. */
export function isSigned(keys: ReadonlyMap<string, KeyObject>, facts: Signed, key: string, signature: string): boolean {
  const publicKey = keys.get(key)
  return publicKey !== undefined && verify(null, textOf(facts, key), publicKey, Buffer.from(signature, 'base64url'))
}

function textOf(facts: Signed, key: string): Buffer {
  return Buffer.from(JSON.stringify({ ...facts, key }))
}
