import { BackupClient } from '@aws-sdk/client-backup'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { RDSClient } from '@aws-sdk/client-rds'
import { S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import type { DriftId } from '@/lib/sandbox/drift/ids'
import { type RunningSandbox, type SandboxOptions, startSandbox } from '@/lib/sandbox/start'
import { staticKeyId } from '@/lib/sandbox/wire/credentials'

/** Noon of a Saturday: after all of the day's morning backups. */
export const SATURDAY_NOON = Date.UTC(2026, 10, 21, 12, 0, 30)

/** A clock that stands still until it is told to go on. */
export class HandClock {
  constructor(public time = SATURDAY_NOON) {}
  readonly now = () => this.time
  /** Turns it forward by so many seconds. */
  forward(seconds: number): void {
    this.time += seconds * 1000
  }
}

export type TestSandbox = RunningSandbox & { drift(account: string, id: DriftId, on: boolean): Promise<void> }

const tokens = new Map<string, string>()

/** A sandbox whose control `askControl` reaches by the address alone. */
export async function startControlled(options: SandboxOptions): Promise<RunningSandbox> {
  const running = await startSandbox(options)
  tokens.set(running.url, running.token)
  return running
}

/** Lets `askControl` reach a sandbox that another process started. */
export function knowToken(url: string, token: string): void {
  tokens.set(url, token)
}

/** Asks the control of a sandbox whose token is known here. */
export function askControl(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${tokens.get(url)}`, ...(init.headers as Record<string, string>) }
  return fetch(`${url}/_sandbox/${path}`, { ...init, headers })
}

/** A sandbox in memory, without databases, on a free port. */
export async function startForTest(clock: HandClock, options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const running = await startControlled({ port: 0, dataDir: null, pace: 20, clock: clock.now, ...options })
  return { ...running, drift: (account, id, on) => setDrift(running.url, account, id, on) }
}

/** Real SDK clients of one account and region. They do not retry. */
export function clientsOf(url: string, account: string, region = 'us-east-1') {
  const config = {
    endpoint: url,
    region,
    credentials: { accessKeyId: staticKeyId(account), secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  }
  return {
    rds: new RDSClient(config),
    backup: new BackupClient(config),
    cloudwatch: new CloudWatchClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sts: new STSClient(config),
  }
}

export const PHASERAI = '210000000001'
export const SOLOSUCCESS = '210000000002'
export const FRUITFULPLANET = '210000000003'
export const DEVONN = '210000000004'
export const PHOENIX = '210000000005'

/** Turns a fault on, or off. */
export async function setFault(url: string, fault: Record<string, unknown>): Promise<void> {
  const answer = await askControl(url, 'faults', { method: 'POST', body: JSON.stringify(fault) })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Lets an account differ from its plan in one way, or no longer. @throws Error with the sandbox's sentence */
async function setDrift(url: string, account: string, drift: DriftId, on: boolean): Promise<void> {
  const answer = await askControl(url, 'drift', { method: 'PUT', body: JSON.stringify({ account, drift, on }) })
  if (!answer.ok) throw new Error(await answer.text())
}

/** The calls that were logged of an action. */
export async function callsOf(url: string, action: string): Promise<{ code: string | null; effect: string | null }[]> {
  const answer = await askControl(url, `calls?action=${action}`)
  return ((await answer.json()) as { calls: { code: string | null; effect: string | null }[] }).calls
}
