export function differences(list: number[]): number[] {
  const steps: number[] = []
  for (let i = 1; i < list.length; i++) steps.push(list[i]! - list[i - 1]!)
  return steps
}
