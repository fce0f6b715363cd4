import { startSandbox } from '@/lib/sandbox/start'

const number = (name: string, otherwise: number): number => {
  const text = process.env[name]
  const value = text === undefined || text === '' ? otherwise : Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  console.error(`${name} must be a number, not ${text}`)
  process.exit(1)
}

// Whoever read the output may be gone, or its disk full.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const port = number('SANDBOX_PORT', 4599)

try {
  const sandbox = await startSandbox({
    port,
    dataDir: process.env.TIDEMARK_DATA || '.tidemark',
    pace: number('SANDBOX_PACE', 20),
    databaseUrl: process.env.SANDBOX_DATABASE_URL || undefined,
    databases: process.env.SANDBOX_DATABASES !== 'off',
    log: console.log,
  })
  console.log(`sandbox answers on ${sandbox.url}, born ${new Date(sandbox.born).toISOString()}`)
  const stop = () => {
    sandbox.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(taken ? `port ${port} (SANDBOX_PORT) is taken` : error)
  process.exit(1)
}
