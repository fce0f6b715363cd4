import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse } from '@aws-sdk/client-sts'
import { HUB_ACCOUNT, sessionToken, temporaryKeyId } from '@/lib/sandbox/wire/credentials'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { accountIds } from '@/lib/sandbox/world/accounts'

/** STS: any role of the five accounts may be assumed; the credentials tell the account. */
export const stsHandlers: Record<string, Handler> = { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity }

function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const [, account = '', role = ''] =
    /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/.exec(input.RoleArn ?? '') ?? []
  const name = input.RoleSessionName ?? ''
  if (!role) throw new AwsFault('ValidationError', `${input.RoleArn} is invalid`)
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw new AwsFault('ValidationError', `Invalid RoleSessionName: ${name}`)
  const seconds = input.DurationSeconds ?? 3600
  if (seconds < 900 || seconds > 43_200)
    throw new AwsFault('ValidationError', 'DurationSeconds must be between 900 and 43200')
  if (!accountIds.has(account)) {
    const caller = `arn:aws:iam::${call.account}:user/sandbox`
    throw new AwsFault(
      'AccessDenied',
      `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      403,
    )
  }
  const expires = call.at + seconds * 1000
  return {
    Credentials: {
      AccessKeyId: temporaryKeyId(account, role),
      SecretAccessKey: 'sandbox-secret-of-a-temporary-credential',
      SessionToken: sessionToken({ account, role, name, expires }),
      Expiration: new Date(expires),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROASANDBOX${account.slice(-4)}:${name}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    },
  }
}

function getCallerIdentity(_input: unknown, { account, role }: Call): GetCallerIdentityResponse {
  const user = account === HUB_ACCOUNT ? 'sandbox' : 'operator'
  return {
    UserId: role ? `AROASANDBOX${account.slice(-4)}` : `AIDASANDBOX${account.slice(-4)}`,
    Account: account,
    Arn: role ? `arn:aws:sts::${account}:assumed-role/${role}/sandbox` : `arn:aws:iam::${account}:user/${user}`,
  }
}
