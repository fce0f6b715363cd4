import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How many tests passed and failed; a check that is one program is one test. */
export type Count = { passed: number; failed: number }

/** Runs a script of package.json; its end code is the verdict. */
export async function runCheck(script: string): Promise<Count> {
  const code = await runProgram(['npm', 'run', '--silent', script])
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs one project of vitest.config.ts. A file that cannot even be loaded counts as one failed test. */
export async function runVitest(project: string): Promise<Count> {
  return withReport(async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await runProgram([
      process.execPath,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      ...reporters,
    ])
    const { numPassedTests, testResults } = readReport<VitestReport>(report)
    const failed = testResults.reduce((sum, file) => {
      const tests = file.assertionResults.filter(({ status }) => status === 'failed').length
      return sum + (tests || (file.status === 'failed' ? 1 : 0))
    }, 0)
    return { passed: numPassedTests, failed: failed || (code === 0 ? 0 : 1) }
  })
}

/** Runs Playwright on all files of e2e/ or those named. */
export async function runPlaywright(files: string[], env: Record<string, string | undefined>): Promise<Count> {
  return withReport(async (report) => {
    const line = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...files]
    const code = await runProgram(line, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    const { stats, errors } = readReport<PlaywrightReport>(report)
    const failed = stats.unexpected + errors.length
    return { passed: stats.expected + stats.flaky, failed: failed || (code === 0 ? 0 : 1) }
  })
}

type VitestReport = {
  numPassedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

async function withReport(run: (report: string) => Promise<Count>): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-report-'))
  try {
    return await run(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport<Report>(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

function runProgram([command = '', ...args]: string[], env: Record<string, string | undefined> = {}): Promise<number> {
  const variables = { ...process.env, ...env } as NodeJS.ProcessEnv
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: variables })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
