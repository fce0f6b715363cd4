import { join } from 'node:path'
import type { DatabaseUrls } from '@/lib/cli/database'
import type { Part } from '@/lib/cli/keep-running'
import { answersHttp, launchNode } from '@/lib/cli/launch-node'
import type { Secrets } from '@/lib/cli/secrets'
import type { Settings } from '@/lib/cli/settings'

type Variables = Record<string, string | undefined>

const PLAIN_NODE = ['--conditions=react-server', '--enable-source-maps', '--disable-warning=ExperimentalWarning']

/** The stand-in for AWS. Knows nothing of Tidemark's own database. */
export function sandboxPart(settings: Settings, bundles: string): Part {
  const env = {
    ...without(process.env, isDatabase),
    SANDBOX_PORT: String(settings.sandboxPort),
    TIDEMARK_DATA: settings.dataFolder,
  }
  return {
    name: 'sandbox',
    launch: () =>
      launchNode({
        args: ['--title=tidemark-sandbox', ...PLAIN_NODE, join(bundles, 'part-sandbox.mjs')],
        env,
        logFile: join(settings.dataFolder, 'log/sandbox.log'),
        logLimits: settings.logLimits,
        isReady: () => answersHttp(sandboxUrl(settings), 600),
        readyTimeoutMs: 120_000,
      }),
  }
}

/** The worker; the only part that may ask AWS. */
export function workerPart(settings: Settings, bundles: string, urls: DatabaseUrls): Part {
  const env = {
    ...without(process.env, (name) => name === 'DATABASE_OWNER_URL'),
    ...(settings.usesAws ? {} : sandboxAccess(settings)),
    NODE_ENV: 'production',
    TIDEMARK_PROCESS: 'worker',
    DATABASE_URL: urls.appUrl,
    TIDEMARK_DATA: settings.dataFolder,
    NEXTAUTH_URL: settings.address,
  }
  return {
    name: 'worker',
    launch: () =>
      launchNode({
        args: ['--title=tidemark-worker', ...PLAIN_NODE, join(bundles, 'part-worker.mjs')],
        env,
        logFile: join(settings.dataFolder, 'log/worker.log'),
        logLimits: settings.logLimits,
      }),
  }
}

/**
 * The web process: `start` serves the build in `distFolder` behind lib/front, `dev` builds as one edits and has nothing
 * before it. It gets no AWS credentials.
 */
export function webPart(
  settings: Settings,
  mode: 'start' | 'dev',
  folders: { dist: string; bundles: string },
  urls: DatabaseUrls,
  secrets: Secrets,
): Part {
  const env = {
    ...without(process.env, (name) => isAws(name) || name === 'DATABASE_OWNER_URL'),
    NODE_ENV: mode === 'start' ? 'production' : 'development',
    TIDEMARK_PROCESS: 'web',
    NEXT_DIST_DIR: folders.dist,
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: urls.appUrl,
    TIDEMARK_DATA: settings.dataFolder,
    NEXTAUTH_SECRET: settings.nextAuthSecret ?? secrets.nextAuthSecret,
    NEXTAUTH_URL: settings.address,
    PORT: String(settings.port),
  }
  const args =
    mode === 'start'
      ? ['--max-old-space-size=256', join(folders.bundles, 'part-web.mjs')]
      : ['node_modules/next/dist/bin/next', 'dev', '-H', '127.0.0.1', '-p', String(settings.port)]
  const answers = () => answersHttp(`http://127.0.0.1:${settings.port}/api/health/live`, 500)
  return {
    name: 'web',
    // A compiler at work does not answer either.
    answers: mode === 'start' ? answers : undefined,
    launch: () =>
      launchNode({
        args: ['--title=tidemark-web', ...args],
        env,
        logFile: join(settings.dataFolder, 'log/web.log'),
        logLimits: settings.logLimits,
        isReady: answers,
      }),
  }
}

const sandboxUrl = (settings: Settings) => `http://127.0.0.1:${settings.sandboxPort}`

/** The sandbox takes any credentials: an account is chosen by the role that is assumed, as with AWS. */
function sandboxAccess(settings: Settings): Variables {
  return {
    AWS_ENDPOINT_URL: sandboxUrl(settings),
    AWS_REGION: process.env.AWS_REGION || 'us-east-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  }
}

const isAws = (name: string) => name.startsWith('AWS_')
const isDatabase = (name: string) => name === 'DATABASE_URL' || name === 'DATABASE_OWNER_URL'

function without(variables: Variables, unwanted: (name: string) => boolean): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !unwanted(name)))
}
