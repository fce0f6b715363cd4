import { chainWords } from '@/lib/chains/rules/words'
import type { DrawnEntry } from '@/lib/incidents/rules/corrections'
import { type DurationFact, durationsOf, type ObjectiveLine, objectiveLines } from '@/lib/incidents/rules/durations'
import { REVIEW_SECTIONS, type ReviewDto, SECTION_WORDS } from '@/lib/reviews/model/review'
import { formatDuration } from '@/lib/time/durations'
import { INCIDENT_ROLE_WORDS } from '@/lib/vocabulary/incident-roles'
import { incidentName, restoreName } from '@/lib/vocabulary/numbers'

/**
 * A review as Markdown for other tools. Facts and entries are escaped, so that what somebody typed into a timeline
 * shows as it was typed; the written sections are Markdown already and stand as they are.
 */
export function exportMarkdown(review: ReviewDto): string {
  const { incident } = review
  const { mttd, mtta, rta, rpa } = durationsOf(incident)
  const lines = [
    `# ${incidentName(incident.number)}: ${escapeMarkdown(incident.title)}`,
    '',
    `${incident.mode === 'drill' ? '**Drill.** ' : ''}${escapeMarkdown(incident.systemName)}${incident.environment ? ` ${escapeMarkdown(incident.environment)}` : ''}, SEV ${incident.severity}, ${review.status}. All times in UTC.`,
    '',
    '| Fact | Value |',
    '| --- | --- |',
    `| Recovery time (impact started to resumed) | ${factText(rta)} |`,
    `| Data loss (recovery point to ${incident.milestones.writesStopped === null ? 'impact started' : 'writes stopped'}) | ${factText(rpa)} |`,
    `| Detected after | ${factText(mttd)} |`,
    `| Acknowledged after detection | ${factText(mtta)} |`,
    ...review.roles.map(({ role, userName }) => `| ${INCIDENT_ROLE_WORDS[role]} | ${escapeMarkdown(userName)} |`),
    ...review.restores.map(
      ({ number, pointAt, targetName }) =>
        `| Restore | ${restoreName(number)} to ${escapeMarkdown(targetName)}, data as of ${iso(pointAt)} |`,
    ),
    `| Plan | ${review.planVersion === null ? 'none in force' : `version ${escapeMarkdown(review.planVersion)}`} |`,
    '',
    '## Objectives',
    '',
    '| Objective | Target | Achieved | Result |',
    '| --- | --- | --- | --- |',
    ...objectiveLines(incident).map(objectiveRow),
    '',
  ]
  for (const section of REVIEW_SECTIONS) {
    const written = review.sections.find((one) => one.section === section)
    lines.push(`## ${SECTION_WORDS[section]}`, '', written?.markdown.trim() || '_Not written yet._', '')
    if (section === 'what-happened') lines.push(...timeline(review))
  }
  lines.push(
    '---',
    '',
    `Timeline of ${review.entryCount} entries, ${escapeMarkdown(chainWords(review.chain.verdict, iso))}, \`${review.chain.hash}\`.`,
    '',
  )
  return lines.join('\n')
}

/**
 * Text as Markdown shows it: markup, HTML and table bars lose their meaning, line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n|[\r\n\u2028\u2029]/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^(\s*\d+)\./, '$1\\.')
    .replace(/(https?|ftp):\/\//gi, '$1\\://')
    .replace(/\bwww\./gi, 'www\\.')
}

/** A figure in words: a blank is never zero. */
export function factText(fact: DurationFact): string {
  if (fact.state === 'recorded') return `${formatDuration(fact.ms, 3)} (${fact.clock})`
  return `${fact.state.replace('-', ' ')}: ${fact.why}`
}

function objectiveRow(line: ObjectiveLine): string {
  const target = line.realTime ? 'in sync' : formatDuration(line.target)
  const achieved = line.fact.state === 'recorded' ? formatDuration(line.fact.ms, 3) : line.fact.state.replace('-', ' ')
  return `| ${line.measure}, ${escapeMarkdown(line.objective.name)}${line.governs ? ' (governs)' : ''} | ${target} | ${achieved} | ${resultText(line)} |`
}

function resultText({ result }: ObjectiveLine): string {
  if (result.result === 'met') return 'Met'
  if (result.result === 'missed') return `Missed by ${formatDuration(result.over, 3)}`
  if (result.result === 'inside-maximum') return `Over target by ${formatDuration(result.over, 3)}, inside the maximum`
  return 'Open'
}

function timeline({ narrative }: ReviewDto): string[] {
  const rows = narrative.map(
    (drawn) =>
      `| ${iso(drawn.occurredAt)} | ${escapeMarkdown(drawn.text)}${corrected(drawn)} | ${drawn.entry.kind} | ${escapeMarkdown(drawn.entry.authorName)} |`,
  )
  return ['## Timeline', '', '| Time (UTC) | Event | Kind | Who |', '| --- | --- | --- | --- |', ...rows, '']
}

function corrected({ corrections }: DrawnEntry): string {
  const said = corrections.map(({ time, text, byName, reason }) => {
    const was = [time ? `time was ${iso(time.was)}` : '', text ? `text was “${escapeMarkdown(text.was)}”` : '']
      .filter(Boolean)
      .join(', ')
    return ` (corrected by ${escapeMarkdown(byName)}: ${was}${reason ? `; ${escapeMarkdown(reason)}` : ''})`
  })
  return said.join('')
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
