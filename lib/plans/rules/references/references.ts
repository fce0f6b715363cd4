import { nearestName } from '@/lib/plans/rules/nearest-name'
import { runbookFaults, templateFaults } from '@/lib/plans/rules/references/runbooks'
import { type Fault, isRecord, type Path, valuesAt } from '@/lib/plans/rules/references/walk'

/**
 * Finds ids used twice, names that stand for nothing in the plan, templates whose places are not declared, and steps
 * that wait for each other. Takes the document as it was read, sound or not, and looks only at what has the shape it
 * needs, so that it can run beside the other checks.
 */
export function referenceFaults(document: unknown): Fault[] {
  const demand = demandOf(document)
  return [
    ...UNIQUE.flatMap((pattern) => repeated(document, pattern)),
    ...REFERENCES.flatMap(([pattern, target]) =>
      valuesAt(document, pattern).flatMap(({ value, path }) => demand(target, value, path)),
    ),
    ...danglingStores(document, demand),
    ...danglingEvidence(document, demand),
    ...danglingVariables(document, demand),
    ...runbookFaults(document),
    ...templateFaults(document),
  ]
}

/** What a name may stand for: where such names are given, and how a fault calls it. */
const TARGETS = {
  environment: ['environments[].key', 'the key of an environment'],
  asset: ['assets[].key', 'the key of an asset'],
  objective: ['objectives[].id', 'the id of an objective'],
  backup: ['backups[].id', 'the id of a backup'],
  detection: ['detection[].id', 'the id of an entry under detection'],
  scenario: ['scenarios[].id', 'the id of a scenario'],
  runbook: ['runbooks[].id', 'the id of a runbook'],
  checklist: ['checklists[].id', 'the id of a checklist'],
  verification: ['verifications[].id', 'the id of an entry under verifications'],
  role: ['roles[].id', 'the id of a role'],
  contact: ['contacts[].id', 'the id of a contact'],
  severity: ['severities[].id', 'the id of a severity'],
  channel: ['communications.channels[].id', 'the id of a channel'],
  audience: ['communications.audiences[].id', 'the id of an audience'],
  template: ['communications.templates[].id', 'the id of a message template'],
  drill: ['drills[].id', 'the id of a drill'],
  document: ['documents[].id', 'the id of a required document'],
} as const
type Target = keyof typeof TARGETS

const UNIQUE = [
  ...Object.values(TARGETS).map(([pattern]) => pattern),
  'escalation[].id',
  'communications.cadence[].id',
  'reviews.sections[].id',
  'reviews.deadlines[].id',
  'compliance[].id',
  'maintenance[].id',
  'resources[].id',
  'automation.triggers[].id',
  'automation.actions[].id',
]

const REFERENCES: [string, Target][] = [
  ['objectives[].environment', 'environment'],
  ['objectives[].covers[]', 'asset'],
  ['assets[].environment', 'environment'],
  ['assets[].replicaOf', 'asset'],
  ['backups[].asset', 'asset'],
  ['detection[].alarm.asset', 'asset'],
  ['scenarios[].environment', 'environment'],
  ['scenarios[].detectedBy[]', 'detection'],
  ['scenarios[].assets[]', 'asset'],
  ['scenarios[].runbook', 'runbook'],
  ['scenarios[].alsoRunbooks[]', 'runbook'],
  ['scenarios[].severity', 'severity'],
  ['runbooks[].assets[]', 'asset'],
  ['runbooks[].replay.from', 'asset'],
  ['runbooks[].steps[].owner', 'role'],
  ['runbooks[].steps[].restore.asset', 'asset'],
  ['runbooks[].steps[].template', 'template'],
  ['runbooks[].steps[].verifications[]', 'verification'],
  ['runbooks[].steps[].checklist', 'checklist'],
  ['checklists[].items[].owner', 'role'],
  ['verifications[].asset', 'asset'],
  ['contacts[].role', 'role'],
  ['escalation[].contact', 'contact'],
  ['communications.channels[].audiences[]', 'audience'],
  ['communications.cadence[].audiences[]', 'audience'],
  ['communications.cadence[].channels[]', 'channel'],
  ['communications.templates[].audiences[]', 'audience'],
  ['communications.templates[].channels[]', 'channel'],
  ['drills[].environment', 'environment'],
  ['drills[].scenarios[]', 'scenario'],
  ['drills[].runbooks[]', 'runbook'],
  ['drills[].checklist', 'checklist'],
  ['automation.actions[].assets[]', 'asset'],
  ['automation.actions[].runbook', 'runbook'],
  ['automation.notifications[].channel', 'channel'],
  ['maintenance[].owner', 'role'],
]

type Demand = (target: Target, name: unknown, path: Path) => Fault[]

/** Finds names that stand for nothing; what is known of a kind is gathered once. */
function demandOf(document: unknown): Demand {
  const gathered = new Map<Target, Set<string>>()
  const known = (target: Target) => {
    const names =
      gathered.get(target) ??
      new Set(
        valuesAt(document, TARGETS[target][0])
          .map(({ value }) => value)
          .filter((value) => typeof value === 'string'),
      )
    gathered.set(target, names)
    return names
  }
  return (target, name, path) => {
    if (typeof name !== 'string' || known(target).has(name)) return []
    return [{ path, expected: TARGETS[target][1], nearest: () => nearestName(name, known(target)) }]
  }
}

function repeated(document: unknown, pattern: string): Fault[] {
  const seen = new Map<string, number>()
  return valuesAt(document, pattern).flatMap(({ value, path }, index) => {
    if (typeof value !== 'string') return []
    const first = seen.get(value)
    if (first === undefined) {
      seen.set(value, index)
      return []
    }
    const section = path
      .filter((step) => typeof step === 'string')
      .slice(0, -1)
      .join('.')
    return [{ path, expected: `an id used once; entry ${first + 1} of ${section} has it already` }]
  })
}

function danglingStores(document: unknown, demand: Demand): Fault[] {
  const assets = valuesAt(document, 'assets[]')
    .map(({ value }) => value)
    .filter(isRecord)
  const ofKind = (wanted: string) =>
    new Set(
      assets
        .filter(({ kind }) => kind === wanted)
        .map(({ key }) => key)
        .filter((key) => typeof key === 'string'),
    )
  return ['backups[].store', 'backups[].copies[].store'].flatMap((pattern) =>
    valuesAt(document, pattern).flatMap(({ value: store, path }) => {
      if (!isRecord(store)) return []
      const named = (['vault', 'bucket'] as const).flatMap((field) => {
        const name = store[field]
        const names = ofKind(field)
        if (typeof name !== 'string' || names.has(name)) return []
        const nearest = () => nearestName(name, names)
        return { path: [...path, field], expected: `the key of a ${field} under assets`, nearest }
      })
      return [...named, ...demand('asset', store.instance, [...path, 'instance'])]
    }),
  )
}

/** Kinds of evidence that name something of the plan. */
function danglingEvidence(document: unknown, demand: Demand): Fault[] {
  return valuesAt(document, 'compliance[].evidence[]').flatMap(({ value, path }) =>
    isRecord(value) && isTarget(value.kind) ? demand(value.kind, value.of, [...path, 'of']) : [],
  )
}

const isTarget = (kind: unknown): kind is Target => Object.hasOwn(TARGETS, String(kind))

/** Assets and environments that a place to fill in is taken from. */
function danglingVariables(document: unknown, demand: Demand): Fault[] {
  return [
    'runbooks[].variables[].from',
    'communications.templates[].variables[].from',
    'verifications[].variables[].from',
  ]
    .flatMap((pattern) => valuesAt(document, pattern))
    .flatMap(({ value, path }) => {
      if (!isRecord(value)) return []
      if (value.kind === 'asset') return demand('asset', value.asset, path)
      return value.kind === 'environment' ? demand('environment', value.environment, path) : []
    })
}
