export type Rule = { from: string; on: string; to: string }

export function runMachine(rules: Rule[], start: string, input: string): string | null {
  let state = start
  for (const c of input) {
    const rule = rules.find(({ from, on }) => from === state && (on === c || on === '*'))
    if (!rule) return state
    state = rule.to
  }
  return state
}
