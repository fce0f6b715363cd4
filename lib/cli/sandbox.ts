import { parseArgs } from 'node:util'
import { loadDotEnv } from '@/lib/cli/settings'
import type { LoggedCall } from '@/lib/sandbox/calls'
import { DRIFT_IDS } from '@/lib/sandbox/drift/ids'
import type { Drift } from '@/lib/sandbox/drift/switches'
import { FAULT_KINDS, type Fault } from '@/lib/sandbox/faults'
import { readToken } from '@/lib/sandbox/token'
import { ACCOUNTS } from '@/lib/sandbox/world/accounts'

const USAGE = `npm run sandbox -- fault <kind> [scope] on|off   disturb the running sandbox, or stop disturbing it
npm run sandbox -- faults                        what is in force
npm run sandbox -- faults clear                  end all but the standing trouble of Phoenix in us-west-2
npm run sandbox -- drift <id> on|off --account phaserai   let an account differ from its plan, or no longer
npm run sandbox -- drifts [--account phaserai]   every switch: what it does, whether it is on
npm run sandbox -- drifts clear                  put every switch back to where it was at the start
npm run sandbox -- calls [scope] [--last 20]     the call log; calls that change something are kept for ever

  kind    ${FAULT_KINDS.join(', ')}
  id      as npm run sandbox -- drifts lists them
  scope   --account phoenix or 210000000005, --region us-west-2, --service rds|backup|cloudwatch|s3|sts,
          --action DescribeDBInstances
  more    --ms 5000 (how long slow waits), --times 3 (ends by itself after so many calls)`

const OPTIONS = {
  account: { type: 'string' },
  region: { type: 'string' },
  service: { type: 'string' },
  action: { type: 'string' },
  ms: { type: 'string' },
  times: { type: 'string' },
  last: { type: 'string' },
} as const

class Misuse extends Error {}

try {
  loadDotEnv()
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  await run(positionals, values)
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException
  const misused = error instanceof Misuse || code?.startsWith('ERR_PARSE_ARGS')
  console.error(misused ? `${message}\n\n${USAGE}` : message)
  process.exitCode = 1
}

type Values = Partial<Record<keyof typeof OPTIONS, string>>

async function run([command, ...rest]: string[], values: Values): Promise<void> {
  if (command === undefined || command === 'help') return console.log(USAGE)
  if (command === 'fault') return switchFault(rest, values)
  if (command === 'faults') return showFaults(await faults(rest[0] === 'clear' ? 'DELETE' : 'GET'))
  if (command === 'drift') return turnDrift(rest, values)
  if (command === 'drifts' && rest[0] === 'clear')
    return showDrifts(
      (await drifts({ on: false })).filter((d) => d.on),
      {},
    )
  if (command === 'drifts') return showDrifts(await drifts(), values)
  if (command === 'calls') return showCalls(values)
  throw new Misuse(`There is no command ${command}.`)
}

async function switchFault([kind, turn]: string[], values: Values): Promise<void> {
  if (!(FAULT_KINDS as readonly string[]).includes(kind ?? '')) throw new Misuse(`There is no fault ${kind}.`)
  if (turn !== 'on' && turn !== 'off') throw new Misuse('Say on or off.')
  const wish = { kind, ...scopeOf(values), ms: wholeNumber('ms', values), times: wholeNumber('times', values) }
  showFaults(await faults('POST', { ...wish, on: turn === 'on' }))
}

function wholeNumber(name: 'ms' | 'times' | 'last', values: Values): number | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new Misuse(`--${name} must be a whole number, not ${text}.`)
  return Number(text)
}

/** An account may be called by its system; CloudWatch signs as `monitoring`. */
function scopeOf({ account, region, service, action }: Values) {
  const id = ACCOUNTS.find((a) => a.system === account || a.id === account)?.id
  if (account && !id) throw new Misuse(`There is no account ${account}: ${ACCOUNTS.map((a) => a.system).join(', ')}.`)
  return { account: id, region, service: service === 'cloudwatch' ? 'monitoring' : service, action }
}

async function faults(method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<Fault[]> {
  return ((await ask('faults', method, body)) as { faults: Fault[] }).faults
}

function showFaults(list: Fault[]): void {
  if (list.length === 0) console.log('No fault is in force.')
  for (const { kind, account, region, service, action, ms, left, since } of list) {
    const scope = [nameOf(account), region, service, action].filter(Boolean).join(' ') || 'everything'
    const more = [ms && `${ms} ms`, left !== undefined && `${left} left`].filter(Boolean).join(', ')
    console.log(`${kind.padEnd(14)} ${scope}${more && ` (${more})`}, since ${new Date(since).toISOString()}`)
  }
}

async function turnDrift([drift, turn]: string[], values: Values): Promise<void> {
  if (!(DRIFT_IDS as readonly string[]).includes(drift ?? '')) throw new Misuse(`There is no drift ${drift}.`)
  if (turn !== 'on' && turn !== 'off') throw new Misuse('Say on or off.')
  const { account } = scopeOf(values)
  if (!account) throw new Misuse('Say which account: --account phaserai')
  showDrifts(
    (await drifts({ account, drift, on: turn === 'on' })).filter((d) => d.on),
    {},
  )
}

async function drifts(body?: object): Promise<Drift[]> {
  return ((await ask('drift', body ? 'PUT' : 'GET', body)) as { drifts: Drift[] }).drifts
}

function showDrifts(list: Drift[], values: Values): void {
  const { account } = scopeOf(values)
  if (list.length === 0) console.log('No drift is on.')
  for (const drift of list.filter((d) => !account || d.account === account)) {
    const since = drift.since ? ` Since ${drift.since}.` : drift.on ? ' From the start.' : ''
    const mark = drift.on ? 'on ' : 'off'
    console.log(`${mark} ${nameOf(drift.account)?.padEnd(14)} ${drift.id.padEnd(24)} ${drift.what}${since}`)
  }
}

function nameOf(account: string | undefined): string | undefined {
  return ACCOUNTS.find((a) => a.id === account)?.system ?? account
}

async function showCalls(values: Values): Promise<void> {
  const scope = Object.entries(scopeOf(values)).filter((part): part is [string, string] => part[1] !== undefined)
  const { calls } = (await ask(`calls?${new URLSearchParams(scope)}`, 'GET')) as { calls: LoggedCall[] }
  for (const { at, account, region, service, action, status, code, effect } of calls.slice(
    -(wholeNumber('last', values) ?? 20),
  )) {
    console.log(
      `${at}  ${nameOf(account)?.padEnd(14)} ${region} ${service} ${action}  ${status} ${code ?? effect ?? ''}`.trimEnd(),
    )
  }
  console.log(`${calls.length} calls`)
}

async function ask(path: string, method: string, body?: object): Promise<unknown> {
  const port = process.env.SANDBOX_PORT || '4599'
  const folder = process.env.TIDEMARK_DATA || '.tidemark'
  const token = readToken(folder)
  if (!token) throw new Error(`No sandbox was started from ${folder} (TIDEMARK_DATA). Start it with: npm run up`)
  const headers = { authorization: `Bearer ${token}` }
  const request = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, request).catch(() => null)
  if (!answer) throw new Error(`No sandbox answers on 127.0.0.1:${port} (SANDBOX_PORT). Start it with: npm run up`)
  const content = (await answer.json()) as { error?: string }
  if (!answer.ok) throw new Misuse(content.error ?? `The sandbox answered ${answer.status}.`)
  return content
}
