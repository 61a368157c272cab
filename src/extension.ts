// Entry for VS Code: wires the rooms, nothing else.
export function activate(): void {
  // The rooms are wired here as they are built.
}
