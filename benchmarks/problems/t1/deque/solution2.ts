export type Command = ['front' | 'back', number] | ['popFront' | 'popBack' | 'reverse']

export function runDeque(commands: Command[]): number[] {
  let front: number[] = []
  let back: number[] = []
  for (const command of commands) {
    const all = [...front.toReversed(), ...back]
    switch (command[0]) {
      case 'front':
        front = [...front, command[1]]
        break
      case 'back':
        back = [...back, command[1]]
        break
      case 'reverse':
        ;[front, back] = [back, front]
        break
      default:
        front = []
        back = command[0] === 'popFront' ? all.slice(1) : all.slice(0, -1)
    }
  }
  return [...front.toReversed(), ...back]
}
