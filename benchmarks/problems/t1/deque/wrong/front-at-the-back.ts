export type Command = ['front' | 'back', number] | ['popFront' | 'popBack' | 'reverse']

export function runDeque(commands: Command[]): number[] {
  const list: number[] = []
  for (const [name, n] of commands) {
    if (name === 'front') list.push(n)
    else if (name === 'back') list.push(n)
    else if (name === 'popFront') list.shift()
    else if (name === 'popBack') list.pop()
    else list.reverse()
  }
  return list
}
