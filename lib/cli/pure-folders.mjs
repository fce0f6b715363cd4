/**
 * Where files decide and do nothing else. What a room knows without looking lies in its `model/`, what it decides in its
 * `rules/`; the folders named here hold nothing but that, so that a new file in any of them cannot escape. Components
 * may import from them; dependency-cruiser holds their imports to it, check-purity.mjs their text.
 */
const WHOLE_FOLDERS = ['vocabulary', 'time', 'freshness', 'inventory/places', 'plans/calendar', 'restores/machine']

/** Files beside the folders, and as pure: what every room below lib/ answers with, and the list of rules. */
const SINGLE = 'action-result-types|errors|findings/registry'

const folders = ['.+/(model|rules)', ...WHOLE_FOLDERS].join('|')

/** A regular expression's source that matches the path of every such file. */
export const PURE = `^lib/((${folders})/.+|(${SINGLE}))[.]ts$`
