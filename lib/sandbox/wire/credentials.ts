import { AwsFault } from '@/lib/sandbox/wire/fault'

/** The account that holds the default credentials: it owns nothing and may only assume roles. */
export const HUB_ACCOUNT = '210000000000'

/** Who calls, by the credential in the Authorization header (SigV4's signature itself is not checked). */
export type Principal = { account: string; region: string; service: string; accessKeyId: string; role: string | null }

const SCOPE = /Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/

/** The key id of temporary credentials: ASIA, twelve digits of account, four letters that tell the role. */
export function temporaryKeyId(account: string, role: string): string {
  const kind = role === 'tidemark-read' ? 'READ' : role === 'tidemark-restore' ? 'REST' : 'ROLE'
  return `ASIA${account}${kind}`
}

/** The key id of an account's standing key, for the AWS CLI. */
export const staticKeyId = (account: string) => `AKIA${account}SBOX`

/**
 * Reads the credential scope and finds the account.
 * @throws AwsFault MissingAuthenticationToken, IncompleteSignature, InvalidClientTokenId, ExpiredToken
 */
export function authenticate(
  headers: { authorization?: string | undefined; token?: string | undefined },
  accounts: ReadonlySet<string>,
  now: number,
): Principal {
  const { authorization, token } = headers
  if (!authorization) throw new AwsFault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
  const match = authorization.startsWith('AWS4-HMAC-SHA256 ') ? SCOPE.exec(authorization) : null
  if (!match || !/Signature=[0-9a-f]{64}/.test(authorization)) {
    throw new AwsFault('IncompleteSignature', 'Authorization header is not a valid SigV4 header')
  }
  const [, accessKeyId = '', , region = '', service = ''] = match
  const principal = (account: string, role: string | null) => ({ account, role, region, service, accessKeyId })
  if (accessKeyId === 'sandbox') return principal(HUB_ACCOUNT, null)
  const [, kind, account = ''] = /^(AKIA|ASIA)(\d{12})([A-Z]{4})$/.exec(accessKeyId) ?? []
  if (!accounts.has(account)) throw invalidToken()
  if (kind === 'AKIA') return principal(account, null)
  const session = readSession(token)
  if (session?.account !== account) throw invalidToken()
  if (session.expires <= now)
    throw new AwsFault('ExpiredToken', 'The security token included in the request is expired', 403)
  return principal(account, session.role)
}

const invalidToken = () =>
  new AwsFault('InvalidClientTokenId', 'The security token included in the request is invalid.', 403)

/** The session token of temporary credentials carries account and expiry (epoch ms). */
export function sessionToken(session: { account: string; role: string; name: string; expires: number }): string {
  return Buffer.from(JSON.stringify(session)).toString('base64')
}

function readSession(token: string | undefined): { account: string; role: string; expires: number } | null {
  try {
    return token ? JSON.parse(Buffer.from(token, 'base64').toString()) : null
  } catch {
    return null
  }
}
