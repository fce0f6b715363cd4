/** A local account with its password, as `accounts.json` keeps it. */
export type Account = { email: string; password: string }

/**
 * What a person is told once everything runs. A password is shown at the start that made it, and never again: the output
 * of later starts goes into logs and over shoulders. `folder` is the data folder as it is written here.
 *
 * @param before the accounts that the file held before this start
 */
export function greeting(address: string, folder: string, accounts: Account[], before: Account[]): string[] {
  const isKnown = ({ email, password }: Account) =>
    before.some((known) => known.email === email && known.password === password)
  const made = accounts.filter((account) => !isKnown(account))
  return [
    '',
    `  Tidemark is up: ${address}`,
    '',
    ...(made.length > 0
      ? [
          `  Local accounts made now (kept in ${folder}/accounts.json; the passwords are not shown again):`,
          ...made.map(({ email, password }) => `    ${email.padEnd(28)} ${password}`),
        ]
      : [`  Local accounts and their passwords are in ${folder}/accounts.json.`]),
    '',
    `  Logs are in ${folder}/log. Ctrl-C stops everything that was started here.`,
    '',
  ]
}
