import base from './knip.json' with { type: 'json' }

/** What runs, without its tests: an export that only they use is dead. One that its own file uses may be tried from outside. */
export default {
  ...base,
  entry: base.entry.map((entry) => `${entry}!`),
  project: [
    ...base.project.filter((files) => !files.startsWith('e2e/')).map((files) => `${files}!`),
    ...['!**/*.test.{ts,tsx}!', '!**/testing/**!', '!**/testing.ts!', '!vitest.*!'],
  ],
  include: ['files', 'exports'],
  ignoreExportsUsedInFile: true,
}
