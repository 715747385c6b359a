export type Rule = { from: string; on: string; to: string }

export function runMachine(rules: Rule[], start: string, input: string): string | null {
  if (input === '') return start
  for (const { from, on, to } of rules) {
    if (from !== start) continue
    if (on === '*' || input.startsWith(on)) return runMachine(rules, to, input.slice(1))
  }
  return null
}
