import { createServer } from 'node:net'
import { StartFault } from '@/lib/cli/start-fault'

/** Throws a StartFault of one line that names the port and the variable that moves it, if somebody listens there. */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  const code = await listenBriefly(port).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  )
  if (code === 'EADDRINUSE')
    throw new StartFault(`Port ${port} is taken by another program: end it, or set ${variable}.`)
  if (code === 'EACCES') throw new StartFault(`Port ${port} needs more rights than this user has: set ${variable}.`)
  if (code) throw new StartFault(`Port ${port} cannot be used (${code}): set ${variable}.`)
}

/** The wanted port if it is free, else one that is. */
export async function findPort(wanted = 0): Promise<number> {
  return listenBriefly(wanted).catch(() => listenBriefly(0))
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
