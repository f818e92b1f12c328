/** Names in trees as numbers (AssemblyScript), in the order in which they first came; a folder's ends with a slash, as it does where git sorts. */
import { word } from './delta.asm';

// @ts-ignore: decorator
@inline export const NONE: u32 = 0xffffffff;
// @ts-ignore: decorator
@inline export const SLASH: u8 = 0x2f;

let slots: usize = 0; // u32[]: number of a name, plus 1
let mask: u32 = 0; // of the slots in use: few are looked up faster
let slotMask: u32 = 0;
let names: usize = 0; // {u32 address, u32 length, u32 stamp}[]
let mostNames: u32 = 0;
let letters: usize = 0; // what the names consist of
let lettersEnd: usize = 0;

export let nameCount: u32 = 0;

/** Room for the names' table (`slotCount` is a power of two), from `namesAt`, and from `lettersAt`. */
export function startNames(slotsAt: usize, slotCount: u32, namesAt: usize, nameRoom: u32, lettersAt: usize, letterRoom: usize): void {
  slots = slotsAt;
  slotMask = slotCount - 1;
  mask = min(slotMask, 0x3fff);
  names = namesAt;
  mostNames = nameRoom;
  letters = lettersAt;
  lettersEnd = lettersAt + letterRoom;
}

export function nameAddress(number: u32): usize {
  return word(names + <usize>number * 12);
}

export function nameLength(number: u32): usize {
  return word(names + <usize>number * 12 + 4);
}

/** Address of a number that stays with the name. */
// @ts-ignore: decorator
@inline export function stampOf(number: u32): usize {
  return names + <usize>number * 12 + 8;
}

// @ts-ignore: decorator
@inline
function hashOf(at: usize, end: usize, isFolder: bool): u32 {
  let hash: u32 = isFolder ? 0x9e3779b9 : 0x811c9dc5;
  for (let p = at; p < end; p++) hash = (hash ^ load<u8>(p)) * 0x01000193;
  return hash ^ (hash >>> 15);
}

/** Number of the name, NONE where there is no room for it. */
export function intern(nameAt: usize, nameEnd: usize, isFolder: bool): u32 {
  const length = nameEnd - nameAt;
  const full = length + usize(isFolder);
  let slot = hashOf(nameAt, nameEnd, isFolder) & mask;
  for (let number = load<u32>(slots + (<usize>slot << 2)); number != 0; number = load<u32>(slots + (<usize>slot << 2))) {
    const name = names + <usize>(number - 1) * 12;
    const at = word(name);
    if (word(name + 4) == full && (load<u8>(at + full - 1) == SLASH) == isFolder && isSame(at, nameAt, length)) return number - 1;
    slot = (slot + 1) & mask;
  }
  if (nameCount == mostNames || letters + full > lettersEnd) return NONE;
  store<u32>(slots + (<usize>slot << 2), nameCount + 1);
  const name = names + <usize>nameCount * 12;
  store<u32>(name, <u32>letters);
  store<u32>(name + 4, <u32>full);
  memory.copy(letters, nameAt, length);
  if (isFolder) store<u8>(letters + length, SLASH);
  letters += full;
  if (++nameCount * 4 > mask && mask < slotMask) spread();
  return nameCount - 1;
}

// @ts-ignore: decorator
@inline export function isSame(left: usize, right: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(left + at) != load<u64>(right + at)) return false;
  for (; at < length; at++) if (load<u8>(left + at) != load<u8>(right + at)) return false;
  return true;
}

/** All names in more slots. */
function spread(): void {
  mask = min(slotMask, (mask << 2) | 3);
  memory.fill(slots, 0, (<usize>mask + 1) << 2);
  for (let number: u32 = 0; number < nameCount; number++) {
    const at = nameAddress(number);
    const length = nameLength(number);
    const end = at + length - 1;
    let slot = (load<u8>(end) == SLASH ? hashOf(at, end, true) : hashOf(at, end + 1, false)) & mask;
    while (load<u32>(slots + (<usize>slot << 2)) != 0) slot = (slot + 1) & mask;
    store<u32>(slots + (<usize>slot << 2), number + 1);
  }
}
