import { planRoleKey } from '@/lib/auth/rules/plan-role'

type Naming = {
  environments: readonly { restoreApproval: { by: string } | null }[]
  roles: readonly { name: string }[]
}

/** The roles that a plan names, each once: those who have to agree to a restore first, then its people, in its order. */
export function planRolesOf({ environments, roles }: Naming): string[] {
  const names = [
    ...environments.flatMap(({ restoreApproval }) => restoreApproval?.by ?? []),
    ...roles.map(({ name }) => name),
  ]
  const once = new Map<string, string>()
  for (const name of names) if (!once.has(planRoleKey(name))) once.set(planRoleKey(name), name)
  return [...once.values()]
}
