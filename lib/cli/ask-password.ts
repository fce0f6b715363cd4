import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** A person's password from the terminal, where it is not shown, or the first line of what is piped in. */
export async function askPassword(email: string): Promise<string> {
  const shown = process.stdin.isTTY === true
  if (shown) process.stderr.write(`Password of ${email}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: shown })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (shown) process.stderr.write('\n')
  }
}
