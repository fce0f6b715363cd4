import type { Evidence } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'

/** What people call the thing that a piece of evidence names; its own id where the plan has no such thing. */
export function evidenceName(plan: Plan, { kind, of }: Evidence): string {
  const named: { id: string; name: string }[] =
    kind === 'drill'
      ? plan.drills
      : kind === 'objective'
        ? plan.objectives
        : kind === 'backup'
          ? plan.backups
          : kind === 'runbook'
            ? plan.runbooks
            : kind === 'checklist'
              ? plan.checklists
              : kind === 'document'
                ? plan.documents
                : [...plan.assets, ...plan.environments].map(({ key, name }) => ({ id: key, name }))
  return named.find(({ id }) => id === of)?.name ?? of ?? ''
}
