import type { FootLine, ShellHealth } from '@/lib/screens/shell/model/shell'

/**
 * The tool's own health in words, for the foot of every page. What is not known is said to be not known. Made here and not
 * in the browser: every page would bring the words of every state.
 */
export function footLines({ worker, collectors, record, disk }: ShellHealth): FootLine[] {
  return [readers(worker, collectors), verified(record), ...room(disk)]
}

/** Who reads the accounts. A worker that stopped comes first: what its collectors last said is no news. */
function readers(worker: ShellHealth['worker'], collectors: ShellHealth['collectors']): FootLine {
  if (worker?.state === 'silent') return { mark: 'risk', name: 'Worker silent', says: 'since', at: worker.since }
  if (worker?.state === 'never-seen') return { mark: 'unknown', name: 'Worker', says: 'not seen yet' }
  if (!collectors) return { mark: 'unknown', name: 'Collectors', says: 'not known' }
  const { reporting, total } = collectors
  if (total === 0) return { mark: 'info', name: 'Collectors', says: 'none yet' }
  const mark = reporting === total ? 'ok' : 'risk'
  return { mark, name: `Collectors ${reporting} of ${total}`, says: 'reporting' }
}

function verified(record: ShellHealth['record']): FootLine {
  if (!record || record.verifiedAt === null) return { mark: 'unknown', name: 'Record', says: 'not verified yet' }
  const { entries, broken, verifiedAt } = record
  const says = `${entries.toLocaleString('en-GB')} entries, ${broken ? 'broken' : 'whole'}, verified`
  return { mark: broken ? 'breach' : 'ok', name: 'Record', says, at: verifiedAt }
}

/** A disk with room enough is no news; one that fills, or that nobody can tell of, is. */
function room(disk: ShellHealth['disk']): FootLine[] {
  if (!disk) return [{ mark: 'unknown', name: 'Disk', says: 'not known' }]
  return disk.tight ? [{ mark: 'risk', name: 'Disk', says: disk.words.replace(/^disk /, '') }] : []
}
