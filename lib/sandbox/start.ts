import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import * as STS from '@aws-sdk/client-sts'
import { backupReadHandlers } from '@/lib/sandbox/backup/read'
import { backupRestoreHandlers } from '@/lib/sandbox/backup/restore'
import { CallLog, isMutating } from '@/lib/sandbox/calls'
import { cloudwatchHandlers } from '@/lib/sandbox/cloudwatch'
import { createControl } from '@/lib/sandbox/control'
import { type Databases, openDatabases } from '@/lib/sandbox/databases'
import { Drifts } from '@/lib/sandbox/drift/switches'
import { Faults } from '@/lib/sandbox/faults'
import { rdsHandlers } from '@/lib/sandbox/rds/handlers'
import { s3Handlers } from '@/lib/sandbox/s3'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { State } from '@/lib/sandbox/state'
import { stsHandlers } from '@/lib/sandbox/sts'
import { keepToken } from '@/lib/sandbox/token'
import { HUB_ACCOUNT } from '@/lib/sandbox/wire/credentials'
import { accessDenied, createWireServer } from '@/lib/sandbox/wire/server'
import type { Call, Handler, Service } from '@/lib/sandbox/wire/service'
import { accountIds } from '@/lib/sandbox/world/accounts'

export type SandboxOptions = {
  /** 0 takes a free one. */
  port: number
  /** Where state, call log and the database cluster live; null keeps all in memory and does without databases. */
  dataDir: string | null
  /** Seconds until a restored instance is available. */
  pace: number
  /** Epoch ms; the wall clock unless told. */
  clock?: () => number
  /** A PostgreSQL to make the databases in, as superuser; a cluster of its own unless told. */
  databaseUrl?: string | undefined
  /** False does without real databases. */
  databases?: boolean
  log?: (line: string) => void
}

export type RunningSandbox = {
  url: string
  port: number
  born: number
  /** What its control wants to be shown. */
  token: string
  databases: Databases | null
  stop(): Promise<void>
}

/**
 * Starts the sandbox on 127.0.0.1.
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { dataDir, clock = Date.now, log = () => {} } = options
  if (dataDir) fs.mkdirSync(dataDir, { recursive: true })
  const inData = (name: string) => (dataDir ? path.join(dataDir, name) : null)
  const token = keepToken(dataDir)
  const state = new State(inData('sandbox-state.jsonl'), clock())
  const calls = new CallLog(inData('sandbox-calls.jsonl'))
  const faults = new Faults(state, clock)
  const sandbox: Sandbox = { state, clock, pace: options.pace * 1000, databases: null }
  const started = Date.now()
  let open = () => {}
  const server = createWireServer({
    ready: new Promise<void>((resolve) => {
      open = resolve
    }),
    services: servicesOf(sandbox),
    accounts: accountIds,
    clock,
    disturbances: (call) => faults.disturbancesOf(call),
    record: (answered) => calls.record(answered),
    control: createControl({
      ...{ token, calls, faults, drifts: new Drifts(state, clock) },
      health: () => ({
        ok: true,
        born: new Date(state.born).toISOString(),
        pace: options.pace,
        upSeconds: Math.round((Date.now() - started) / 1000),
        databases: sandbox.databases ? sandbox.databases.progress() : 'none',
      }),
    }),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  try {
    if (dataDir && options.databases !== false) {
      sandbox.databases = await openDatabases({
        sandbox,
        dataDir,
        url: options.databaseUrl,
        endpoint: `http://127.0.0.1:${port}`,
        log,
      })
    }
  } catch (error) {
    server.close()
    throw error
  }
  open()
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    born: state.born,
    token,
    databases: sandbox.databases,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await sandbox.databases?.stop()
      state.close()
      calls.close()
    },
  }
}

function servicesOf(sandbox: Sandbox): Service[] {
  return [
    {
      name: 'rds',
      dialects: ['query'],
      module: RDS,
      xmlns: 'http://rds.amazonaws.com/doc/2014-10-31/',
      handlers: guarded(rdsHandlers(sandbox)),
    },
    {
      name: 'backup',
      dialects: ['rest-json'],
      module: Backup,
      xmlns: '',
      handlers: guarded({ ...backupReadHandlers(sandbox), ...backupRestoreHandlers(sandbox) }),
    },
    {
      name: 'monitoring',
      dialects: ['json', 'query', 'cbor'],
      module: CloudWatch,
      xmlns: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      handlers: guarded(cloudwatchHandlers(sandbox)),
    },
    {
      name: 's3',
      dialects: ['rest-xml'],
      module: S3,
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      handlers: guarded(s3Handlers(sandbox)),
    },
    {
      name: 'sts',
      dialects: ['query'],
      module: STS,
      xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/',
      handlers: stsHandlers,
    },
  ]
}

/** The hub may only assume roles; a role for reading changes nothing. */
function guarded(handlers: Record<string, Handler>): Record<string, Handler> {
  return Object.fromEntries(
    Object.entries(handlers).map(([action, handler]) => [
      action,
      (input: never, call: Call) => {
        const reader = call.role !== null && /(^|-)read(only)?$/.test(call.role)
        if (call.account !== HUB_ACCOUNT && !(reader && isMutating(action))) return handler(input, call)
        const who = call.role ? `assumed-role/${call.role}` : 'user/sandbox'
        throw accessDenied(
          call.service,
          `User: arn:aws:iam::${call.account}:${who} is not authorized to perform: ${call.service}:${action}`,
        )
      },
    ]),
  )
}
