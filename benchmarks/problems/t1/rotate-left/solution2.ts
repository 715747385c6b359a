export function rotateLeft(list: number[], by: number): number[] {
  const rotated = [...list]
  for (let i = 0; i < by; i++) rotated.push(...rotated.splice(0, 1))
  return rotated
}
