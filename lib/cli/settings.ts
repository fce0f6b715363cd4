import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv as parseDotEnv } from 'node:util'
import { z } from 'zod'
import type { LogLimits } from '@/lib/cli/log-file'
import { StartFault } from '@/lib/cli/start-fault'

const port = (fallback: number) =>
  z.coerce
    .number('expected a port number')
    .int('expected a port number')
    .min(1)
    .max(65_535, 'expected a port number')
    .default(fallback)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, 'expected an address that begins with postgresql://')
  .optional()
const httpUrl = z
  .string()
  .regex(/^https?:\/\/\S+$/, 'expected an address that begins with http:// or https://')
  .optional()

const schema = z.object({
  PORT: port(3000),
  SANDBOX_PORT: port(4599),
  SANDBOX_PACE: z.coerce.number('expected seconds').positive('expected seconds above 0').optional(),
  LOG_FILE_MB: z.coerce
    .number('expected megabytes')
    .min(0.1, 'expected at least 0.1')
    .max(1_000, 'expected at most 1000')
    .default(10),
  LOG_FILES: z.coerce
    .number('expected a number of files')
    .int('expected a whole number of files')
    .min(1, 'expected at least 1')
    .max(100, 'expected at most 100')
    .default(5),
  TIDEMARK_DATA: z.string().default('.tidemark'),
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  SANDBOX_DATABASE_URL: postgresUrl,
  AWS_ENDPOINT_URL: httpUrl,
  NEXTAUTH_URL: httpUrl,
  NEXTAUTH_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
})

/** What `up` needs to know before it starts anything. */
export type Settings = {
  port: number
  sandboxPort: number
  /** Absolute. */
  dataFolder: string
  /** How much is kept of each process' log. */
  logLimits: LogLimits
  /** Both set: that Postgres. Both unset: an embedded one. */
  databaseUrl?: string
  databaseOwnerUrl?: string
  sandboxDatabaseUrl?: string
  /** An account or an endpoint is configured, so no sandbox is started. */
  usesAws: boolean
  /** Where browsers find the console. */
  address: string
  nextAuthSecret?: string
}

/** Adds what `.env` says to the variables of this process; those already set win. */
export function loadDotEnv(file = '.env'): void {
  if (!existsSync(file)) return
  for (const [name, value] of Object.entries(parseDotEnv(readFileSync(file, 'utf8')))) process.env[name] ??= value
}

/** Throws a StartFault with one line for each variable that is missing or malformed; empty ones count as not set. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value))
  const result = schema.safeParse(given)
  const faults = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  faults.push(...missing(given))
  if (!result.success || faults.length > 0) {
    throw new StartFault(`${faults.join('\n')}\nEach variable is explained in .env.example.`)
  }
  const read = result.data
  return {
    port: read.PORT,
    sandboxPort: read.SANDBOX_PORT,
    dataFolder: resolve(read.TIDEMARK_DATA),
    logLimits: { bytes: Math.round(read.LOG_FILE_MB * 1_000_000), files: read.LOG_FILES },
    databaseUrl: read.DATABASE_URL,
    databaseOwnerUrl: read.DATABASE_OWNER_URL ?? read.DATABASE_URL,
    sandboxDatabaseUrl: read.SANDBOX_DATABASE_URL,
    usesAws: AWS_CREDENTIALS.some((name) => given[name]),
    address: read.NEXTAUTH_URL ?? `http://127.0.0.1:${read.PORT}`,
    nextAuthSecret: read.NEXTAUTH_SECRET,
  }
}

/** Any of these tells the AWS SDK whom to ask. */
const AWS_CREDENTIALS = [
  'AWS_ENDPOINT_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
]

function missing(given: Record<string, string | undefined>): string[] {
  const faults: string[] = []
  const together = (name: string, other: string) => {
    if (given[name] && !given[other]) faults.push(`${other}: missing, and ${name} is set`)
  }
  together('DATABASE_OWNER_URL', 'DATABASE_URL')
  together('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY')
  together('AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID')
  return faults
}
