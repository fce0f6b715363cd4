import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordAudit, SYSTEM } from '@/lib/audit/record'
import { endLinks } from '@/lib/auth/account-links'
import type { Role } from '@/lib/auth/model/actor'
import { hashPassword, newPassword } from '@/lib/auth/password'
import { ROLES } from '@/lib/auth/rules/roles'
import { endSessions } from '@/lib/auth/sessions'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** One line of `accounts.json`. */
export type LocalAccount = {
  email: string
  role: Role
  password: string
}

const NAMES: Record<Role, string> = {
  viewer: 'Viewer',
  responder: 'Responder on call',
  dba: 'DBA on call',
  approver: 'Approver on call',
  commander: 'Commander on call',
  admin: 'Administrator',
}

/**
 * Makes sure that there is one local account a role, with a random password on first start, kept in
 * `<dataDir>/accounts.json` (mode 0600). An account whose password is not in the file gets a new one. A role that an
 * admin changed and an account that one disabled stay as they are.
 */
export async function ensureLocalAccounts(dataDir: string): Promise<LocalAccount[]> {
  const file = join(dataDir, 'accounts.json')
  const known = await readAccounts(dataDir)
  const accounts: LocalAccount[] = []
  for (const role of ROLES) {
    const email = `${role}@tidemark.local`
    const user = await db.user.findUnique({ where: { email } })
    const kept = user && known.find((account) => account.email === email)
    accounts.push(kept ?? (await setAccount(email, role)))
  }
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  return accounts
}

async function setAccount(email: string, role: Role): Promise<LocalAccount> {
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  await transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { email } })
    if (before) await endLinks(tx, { userId: before.id, at: Date.now() }, 'superseded')
    const user = await tx.user.upsert({
      where: { email },
      create: { email, name: NAMES[role], role, passwordHash },
      update: { passwordHash },
    })
    await endSessions(tx, { userId: user.id }, 'new password')
    await recordAudit(tx, {
      actor: SYSTEM,
      action: 'user.local-account',
      subject: { type: 'user', id: user.id },
      detail: { email, role },
    })
  })
  return { email, role, password }
}

/** The accounts that the file of a data folder holds; none where there is no file that can be read. */
export async function readAccounts(dataDir: string): Promise<LocalAccount[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(dataDir, 'accounts.json'), 'utf8'))
    return Array.isArray(parsed) ? (parsed as LocalAccount[]) : []
  } catch {
    return []
  }
}
