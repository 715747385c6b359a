export type Step = { op: '=' | '-' | '+'; line: string }

export function diff(before: string[], after: string[]): Step[] {
  // common[i][j]: how many lines can be kept from place i of before and j of after on.
  const common = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  )
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i]![j] =
        before[i] === after[j]
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const script: Step[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [mine, other] = [before[i], after[j]]
    if (mine !== undefined && mine === other) {
      script.push({ op: '=', line: mine })
      i++
      j++
    } else if (mine !== undefined && (other === undefined || !after.includes(mine, j))) {
      script.push({ op: '-', line: mine })
      i++
    } else {
      script.push({ op: '+', line: after[j]! })
      j++
    }
  }
  return script
}

export function apply(before: string[], script: Step[]): string[] {
  const result: string[] = []
  let at = 0
  for (const { op, line } of script) {
    if (op !== '+' && before[at++] !== line) throw new Error('the script does not fit')
    if (op !== '-') result.push(line)
  }
  if (at !== before.length) throw new Error('lines are left over')
  return result
}
