export type Rule = { from: string; on: string; to: string }

export function runMachine(rules: Rule[], start: string, input: string): string | null {
  let state = start
  for (const c of input) {
    const rule = rules.find(
      ({ from, on }) => (from === state || from !== '') && (on === c || on === '*'),
    )
    if (!rule) return null
    state = rule.to
  }
  return state
}
