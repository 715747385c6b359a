export type Step = { op: '=' | '-' | '+'; line: string }

export function diff(before: string[], after: string[]): Step[] {
  return [
    ...before.map((line): Step => ({ op: '-', line })),
    ...after.map((line): Step => ({ op: '+', line })),
  ]
}

export function apply(before: string[], script: Step[]): string[] {
  const old = script.filter(({ op }) => op !== '+').map(({ line }) => line)
  if (old.join('\n') !== before.join('\n')) throw new Error('made for other lines')
  return script.filter(({ op }) => op !== '-').map(({ line }) => line)
}
