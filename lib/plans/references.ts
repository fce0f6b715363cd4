type Path = (string | number)[]
type Fault = { path: Path; expected: string }

/**
 * Finds ids used twice and names that stand for nothing in the plan. Takes the document as it was read, sound or not,
 * and looks only at what has the shape it needs, so that it can run beside the other checks.
 */
export function referenceFaults(document: unknown): Fault[] {
  const faults: Fault[] = []
  const environments = keysOf(document, 'environments', 'key', faults)
  const assets = keysOf(document, 'assets', 'key', faults)
  keysOf(document, 'objectives', 'id', faults)
  keysOf(document, 'backups', 'id', faults)
  const kinds = new Map(rows(document, 'assets').map((asset) => [asset.key, asset.kind]))

  const demand = (known: Set<string>, name: unknown, path: Path, what: string) => {
    if (typeof name === 'string' && !known.has(name)) faults.push({ path, expected: `${what}${nearest(name, known)}` })
  }
  const demandStore = (store: unknown, path: Path) => {
    if (!isRecord(store)) return
    for (const [field, kind] of [
      ['vault', 'vault'],
      ['bucket', 'bucket'],
      ['instance', null],
    ] as const) {
      const known = kind ? new Set([...assets].filter((key) => kinds.get(key) === kind)) : assets
      demand(known, store[field], [...path, field], `the key of ${kind ? `a ${kind}` : 'an asset'} under assets`)
    }
  }

  rows(document, 'objectives').forEach((objective, index) => {
    demand(environments, objective.environment, ['objectives', index, 'environment'], 'the key of an environment')
    list(objective.covers).forEach((name, position) => {
      demand(assets, name, ['objectives', index, 'covers', position], 'the key of an asset')
    })
  })
  rows(document, 'assets').forEach((asset, index) => {
    demand(environments, asset.environment, ['assets', index, 'environment'], 'the key of an environment')
    demand(assets, asset.replicaOf, ['assets', index, 'replicaOf'], 'the key of an asset')
  })
  rows(document, 'backups').forEach((backup, index) => {
    demand(assets, backup.asset, ['backups', index, 'asset'], 'the key of an asset')
    demandStore(backup.store, ['backups', index, 'store'])
    list(backup.copies).forEach((copy, position) => {
      if (isRecord(copy)) demandStore(copy.store, ['backups', index, 'copies', position, 'store'])
    })
  })
  return faults
}

function keysOf(document: unknown, section: string, field: string, faults: Fault[]): Set<string> {
  const seen = new Map<string, number>()
  rows(document, section).forEach((row, index) => {
    const key = row[field]
    if (typeof key !== 'string') return
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else
      faults.push({
        path: [section, index, field],
        expected: `an id used once; entry ${first + 1} of ${section} has it already`,
      })
  })
  return new Set(seen.keys())
}

function rows(document: unknown, section: string): Record<string, unknown>[] {
  return isRecord(document) ? list(document[section]).map((row) => (isRecord(row) ? row : {})) : []
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The known name most like the one written, when they share a beginning or an end worth guessing from. */
function nearest(name: string, known: Set<string>): string {
  const alike = [...known].map((key) => ({ key, score: shared(name, key) })).sort((a, b) => b.score - a.score)[0]
  return alike && alike.score >= Math.min(4, name.length) ? `; did you mean \`${alike.key}\`?` : ''
}

function shared(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return start + end
}
