import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { AwsCallError, classifyFault, GarbledAnswer } from '@/lib/aws/faults'
import { refuseHtml } from '@/lib/aws/refuse-html'
import type { AwsPlace } from '@/lib/aws/types'
import { env } from '@/lib/env'

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration?: Date }

/** Assumed credentials are renewed this long before they end, so that none ends during a call. */
const EARLY_MS = 5 * 60_000

const assumed = new Map<string, { made: Promise<Credentials>; until: number }>()
let sts: STSClient | undefined

/** A provider for the SDK: the place's role by STS, else the default credentials. */
export function credentialsFor(place: AwsPlace): () => Promise<Credentials> {
  const { roleArn } = place
  return roleArn ? () => assumeRole(roleArn) : fromNodeProviderChain()
}

/** Forgets what was assumed for a role, after AWS called it expired. */
export function forgetCredentials(place: AwsPlace): void {
  if (place.roleArn) assumed.delete(place.roleArn)
}

/**
 * The role's credentials, from the cache until shortly before they end; one STS call at a time per role.
 * @throws AwsCallError with the kind of STS's own fault; nothing else was called then
 */
export async function assumeRole(roleArn: string): Promise<Credentials> {
  const known = assumed.get(roleArn)
  if (known && known.until > Date.now()) return known.made
  const entry = { made: askSts(roleArn), until: Date.now() + EARLY_MS }
  assumed.set(roleArn, entry)
  try {
    const credentials = await entry.made
    // Never shorter than half their life: a role may be limited to 15 minutes.
    const left = (credentials.expiration?.getTime() ?? 0) - Date.now()
    entry.until = Date.now() + Math.max(left - EARLY_MS, left / 2)
    return credentials
  } catch (error) {
    if (assumed.get(roleArn) === entry) assumed.delete(roleArn)
    throw error
  }
}

async function askSts(roleArn: string): Promise<Credentials> {
  sts ??= refuseHtml(
    new STSClient({
      region: env.AWS_REGION,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      ...(env.AWS_ENDPOINT_URL ? { endpoint: env.AWS_ENDPOINT_URL } : {}),
    }),
  )
  try {
    const answer = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'tidemark' }))
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {}
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new GarbledAnswer('STS answered without credentials.')
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    }
  } catch (error) {
    const fault = classifyFault(error)
    const role = roleArn.split('/').pop()
    throw new AwsCallError({ ...fault, sentence: `Assuming the role ${role} failed. ${fault.sentence}` })
  }
}
