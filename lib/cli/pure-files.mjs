/**
 * Files that decide and do nothing else: types, rules, and the long rules that have a file of their own. They are what
 * components may import; dependency-cruiser holds their imports to it, check-purity.mjs their text.
 */
const FILES = {
  '[a-z]+': '[a-z-]*(types|rules|words)',
  time: '[a-z-]+',
  plans:
    'contradictions|diff-plans|evidence-name|fill-template|finding[a-z-]*|nearest-name|reference[a-z-]*|template-places',
  inventory: 'asset-keys|consistent-at|object-time|seen|translate-[a-z-]+',
  freshness:
    'board-filter|board-pack|design|evaluate|evidence|exposure|facts|findings[a-z-]*|history|mechanisms|row-cells|rows|runs|sawtooth|sentences|setting-lines|slots|system-lines|troubles|verdict',
  restores: 'machine[a-z-]*|estimate|preflight|target-name|params-hash|configuration|point-time',
  incidents: 'clocks|durations|milestones|handover|corrections|parse-entry-line|objectives',
  timeline: 'chain',
  auth: 'roles',
}

const paths = Object.entries(FILES).map(([room, names]) => `${room}/(${names})`)

/** A regular expression's source that matches the path of every such file. */
export const PURE = `^lib/(action-result-types|errors|${paths.join('|')})[.]ts$`
