import { z } from 'zod'

const seconds = (fallback: number) => z.coerce.number().positive().max(86_400).default(fallback)
const DAYS_30_S = 30 * 86_400
const sessionSeconds = (fallback: number) => z.coerce.number().int().positive().max(DAYS_30_S).default(fallback)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'expected an address that begins with postgresql://')
  .optional()
const httpUrl = z
  .string()
  .regex(/^https?:\/\/[^\s]+$/, 'expected an address that begins with http:// or https://')
  .optional()
const hostNames = z
  .string()
  .regex(/^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/, 'expected names of hosts, separated by commas')
  .optional()

const schema = z.object({
  /** Tidemark's own Postgres as the restricted role; commands cannot change what is append-only. */
  DATABASE_URL: postgresUrl,
  /** The same database as its owner; migrations only. */
  DATABASE_OWNER_URL: postgresUrl,
  NEXTAUTH_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  NEXTAUTH_URL: httpUrl,
  /** where the web process listens, on 127.0.0.1 */
  PORT: z.coerce.number('expected a port number').int('expected a port number').min(1).max(65_535).default(3000),
  /** Further names under which this Tidemark is reached, separated by commas. */
  TIDEMARK_HOSTS: hostNames,
  /** How many proxies of ours a request passes: so many addresses at the end of X-Forwarded-For are believed. */
  TIDEMARK_PROXIES: z.coerce.number('expected a number').int('expected a whole number').min(0).max(9).default(0),
  /** How long a session lives without a request, and how long at all. Seconds. */
  SESSION_IDLE_S: sessionSeconds(12 * 3_600),
  SESSION_MAX_S: sessionSeconds(7 * 86_400),
  TIDEMARK_DATA: z.string().min(1).default('.tidemark'),
  /** What this process is; the supervisor says it. */
  TIDEMARK_PROCESS: z.enum(['web', 'worker', 'tool']).default('tool'),
  TIDEMARK_PLANS: z.string().min(1).default('plans'),
  TIDEMARK_WEBHOOK_URL: httpUrl,
  AWS_ENDPOINT_URL: httpUrl,
  AWS_REGION: z.string().min(1).default('us-east-1'),
  SYNC_INTERVAL_S: seconds(60),
  RESTORE_LEASE_S: seconds(30),
  RESTORE_SETTLE_S: seconds(60),
  RESTORE_POLL_S: seconds(5),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Env = z.infer<typeof schema>

/**
 * Reads the configuration from a set of variables. Empty values count as not set.
 * Throws one error whose message names every variable at fault, what was expected, and never the value.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Configuration is not usable:\n${lines.join('\n')}\nEach variable is explained in .env.example.`)
}

/** The configuration of this process, parsed once. */
export const env: Env = parseEnv(process.env)

/** The named variable, or an error that names it: for what only some processes need. */
export function requireEnv<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env[name]
  if (value === undefined || value === null) {
    throw new Error(`${name} is not set. It is explained in .env.example.`)
  }
  return value as NonNullable<Env[K]>
}
