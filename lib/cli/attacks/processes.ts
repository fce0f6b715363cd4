import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attack } from '@/lib/cli/attacks/model'
import { identify } from '@/lib/cli/process-records'

/** Alive by its number, and answering nothing: it is replaced by another one. */
export const hungWeb: Attack = {
  id: 'hung-web',
  sentence: 'the web process hangs (SIGSTOP)',
  attack: async ({ pidOf, send }) => {
    const pid = pidOf('web')
    process.kill(pid, 'SIGSTOP')
    const since = Date.now()
    while (Date.now() - since < 75_000) {
      await sleep(500)
      const { status } = await send('/api/health/live', { patience: 2_000 }).catch(() => ({ status: 0 }))
      if (status === 200) return identify(pid) ? 'the same process answers' : 'replaced, and answers'
    }
    process.kill(pid, 'SIGCONT')
    return 'nobody answers after 75 s'
  },
  must: /^replaced, and answers$/,
  within: 90_000,
}

/** Stopped, not ended: nobody reads the accounts, and everyone must see it. */
export const silentWorker: Attack = {
  id: 'silent-worker',
  sentence: 'the worker is stopped (SIGSTOP)',
  attack: async ({ pidOf, send, as }) => {
    const pid = pidOf('worker')
    const { cookie } = await as('viewer')
    process.kill(pid, 'SIGSTOP')
    try {
      const since = Date.now()
      while (Date.now() - since < 60_000) {
        await sleep(1_000)
        const { text } = await send('/api/health/ready')
        const { worker } = JSON.parse(text) as { worker: string }
        if (!worker.startsWith('silent since')) continue
        const page = await send('/', { cookie })
        return `${worker.slice(0, 12)}; the page ${/Worker silent/.test(page.text) ? 'says so' : 'does not'}`
      }
      return 'at work, after 60 s'
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  },
  must: /^silent since; the page says so$/,
  within: 90_000,
}

/** Passwords, the database and logs lie there. */
export const openFolder: Attack = {
  id: 'open-folder',
  sentence: 'another user of the machine reads the data folder',
  attack: async ({ dataFolder }) => (statSync(dataFolder).mode & 0o777).toString(8),
  must: /^700$/,
}
