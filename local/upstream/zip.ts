import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const DEFLATE = 8;

/** A zip archive with one deflated entry; the same entry and time give the same bytes, so that ETags hold. */
export function zip(entry: string, content: string, modified: Date): Buffer {
  const name = Buffer.from(entry);
  const plain = Buffer.from(content);
  const packed = deflateRawSync(plain);

  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(VERSION, 0);
  shared.writeUInt16LE(DEFLATE, 4);
  shared.writeUInt16LE((modified.getUTCHours() << 11) | (modified.getUTCMinutes() << 5), 6);
  shared.writeUInt16LE(
    ((modified.getUTCFullYear() - 1980) << 9) | ((modified.getUTCMonth() + 1) << 5) | modified.getUTCDate(),
    8,
  );
  shared.writeUInt32LE(crc32(plain), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(plain.length, 18);
  shared.writeUInt16LE(name.length, 22);

  const local = Buffer.concat([word(LOCAL_HEADER), shared, name, packed]);
  // The directory repeats the local header between its own version and fourteen bytes that are zero for one entry.
  const central = Buffer.concat([word(CENTRAL_HEADER), half(VERSION), shared, Buffer.alloc(14), name]);

  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, word(END_OF_DIRECTORY), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
