import { createServer } from 'node:net'

/** The wanted port if it is free, else one that is. */
export async function findPort(wanted = 0): Promise<number> {
  return listenBriefly(wanted).catch(() => listenBriefly(0))
}

/** Listens on a port of 127.0.0.1 and lets it go again; 0 takes a free one. Rejects with the system's own code. */
export function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
