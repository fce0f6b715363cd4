import { StartFault } from '@/lib/cli/start-fault'
import { listenBriefly } from '@/lib/db/free-port'

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
