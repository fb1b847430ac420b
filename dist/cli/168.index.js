export const id = 168;
export const ids = [168];
export const modules = {

/***/ 7168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* reexport */ Locator),
  H: () => (/* reexport */ repositoryRoot)
});

;// CONCATENATED MODULE: ./build/js/source/bytes.js
/**
 * Reading numbers and texts out of files that nobody vouches for: every access is checked, and one beyond the end is a [Malformed], which
 * whoever reads a whole file turns into "nothing is known of it".
 */
/** A file does not hold what its format promises. */
class Malformed extends Error {
    name = "Malformed";
}
/** Little-endian bytes, as all files of this room are. Places are bytes from the beginning. */
class Bytes {
    data;
    #view;
    constructor(data) {
        this.data = data;
        this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    }
    get length() {
        return this.data.length;
    }
    #check(at, size) {
        if (!Number.isInteger(at) || at < 0 || at + size > this.data.length) {
            throw new Malformed(`${size} bytes wanted at ${at} of ${this.data.length}`);
        }
        return at;
    }
    u8(at) {
        return this.#view.getUint8(this.#check(at, 1));
    }
    u16(at) {
        return this.#view.getUint16(this.#check(at, 2), true);
    }
    i16(at) {
        return this.#view.getInt16(this.#check(at, 2), true);
    }
    u32(at) {
        return this.#view.getUint32(this.#check(at, 4), true);
    }
    i32(at) {
        return this.#view.getInt32(this.#check(at, 4), true);
    }
    /** As a number; what does not fit into 53 bits is [Malformed], for here all are sizes, places and addresses. */
    u64(at) {
        const value = this.#view.getBigUint64(this.#check(at, 8), true);
        if (value > BigInt(Number.MAX_SAFE_INTEGER))
            throw new Malformed(`a number too large at ${at}`);
        return Number(value);
    }
    i64(at) {
        return Number(this.#view.getBigInt64(this.#check(at, 8), true));
    }
    /** Zero-terminated, at most [limit] bytes. */
    text(at, limit = 4096) {
        this.#check(at, 1);
        const end = this.data.indexOf(0, at);
        if (end < 0)
            throw new Malformed(`a text without end at ${at}`);
        return Buffer.from(this.data.buffer, this.data.byteOffset + at, Math.min(end - at, limit)).toString("utf8");
    }
    sub(at, size) {
        if (size < 0)
            throw new Malformed(`${size} bytes`);
        this.#check(at, size);
        return new Bytes(this.data.subarray(at, at + size));
    }
}
/** Reads on from a place: the variable-length numbers of DWARF and Go. */
class Cursor {
    bytes;
    at;
    constructor(bytes, at = 0) {
        this.bytes = bytes;
        this.at = at;
    }
    get done() {
        return this.at >= this.bytes.length;
    }
    u8() {
        return this.bytes.u8(this.at++);
    }
    u16() {
        this.at += 2;
        return this.bytes.u16(this.at - 2);
    }
    u32() {
        this.at += 4;
        return this.bytes.u32(this.at - 4);
    }
    u64() {
        this.at += 8;
        return this.bytes.u64(this.at - 8);
    }
    /** Unsigned, seven bits a byte. */
    uleb() {
        let value = 0;
        for (let scale = 1; scale < 2 ** 53; scale *= 128) {
            const byte = this.u8();
            value += (byte & 0x7f) * scale;
            if (byte < 128)
                return value;
        }
        throw new Malformed(`a number without end at ${this.at}`);
    }
    /** Signed, seven bits a byte. */
    sleb() {
        let value = 0;
        for (let scale = 1; scale < 2 ** 53; scale *= 128) {
            const byte = this.u8();
            value += (byte & 0x7f) * scale;
            if (byte < 128)
                return byte & 0x40 ? value - scale * 128 : value;
        }
        throw new Malformed(`a number without end at ${this.at}`);
    }
    text() {
        const text = this.bytes.text(this.at);
        this.at = this.bytes.data.indexOf(0, this.at) + 1;
        return text;
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/source/elf.js
/**
 * ELF files of Linux, 64-bit and little-endian, as far as it takes to find where an address of a running program stands in them: segments,
 * sections, symbols. A file is whatever stood at the path of a mapping, so nothing in it is believed: sizes are bounded and every access is
 * checked. Sections are read when asked for.
 */


/** No section that is read is longer: the line tables of the largest programs (a browser with all its libraries) have 150 MB. */
const mostBytes = 256 << 20;
const mostHeaders = 65_536;
const mostSymbols = 4_000_000;
const nobits = 8;
const compressed = 0x800;
class Elf {
    path;
    inode;
    /** `EM_…`: 62 is x86-64, 183 is AArch64. */
    machine;
    segments;
    sections;
    #fd;
    #size;
    #read = new Map();
    #symbols;
    constructor(path, fd) {
        this.path = path;
        this.#fd = fd;
        const status = (0,external_node_fs_.fstatSync)(fd);
        if (!status.isFile())
            throw new Malformed("not a file");
        this.#size = status.size;
        this.inode = status.ino;
        const head = this.#bytes(0, 64);
        if (head.u32(0) !== 0x464c457f || head.u8(4) !== 2 || head.u8(5) !== 1)
            throw new Malformed("not a 64-bit little-endian ELF file");
        this.machine = head.u16(18);
        this.segments = this.#segments(head);
        this.sections = this.#sections(head);
    }
    /** The file at [path], to be closed; undefined when it cannot be read as ELF. */
    static open(path) {
        let fd;
        try {
            fd = (0,external_node_fs_.openSync)(path, "r");
            return new Elf(path, fd);
        }
        catch {
            if (fd !== undefined)
                (0,external_node_fs_.closeSync)(fd);
            return undefined;
        }
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#fd);
    }
    #bytes(offset, size) {
        if (offset < 0 || size < 0 || offset + size > this.#size || size > mostBytes)
            throw new Malformed(`${size} bytes at ${offset}`);
        const data = Buffer.alloc(size);
        let got = 0;
        while (got < size) {
            const more = (0,external_node_fs_.readSync)(this.#fd, data, got, size - got, offset + got);
            if (more === 0)
                throw new Malformed("the file has become shorter");
            got += more;
        }
        return new Bytes(data);
    }
    #segments(head) {
        const [offset, size, count] = [head.u64(32), head.u16(54), head.u16(56)];
        if (size < 56 || count > mostHeaders)
            throw new Malformed("program headers");
        const table = this.#bytes(offset, size * count);
        return Array.from({ length: count }, (_, i) => i * size)
            .filter((at) => table.u32(at) === 1)
            .map((at) => ({
            executable: (table.u32(at + 4) & 1) !== 0,
            offset: table.u64(at + 8),
            address: table.u64(at + 16),
            fileSize: table.u64(at + 32),
        }));
    }
    #sections(head) {
        const [offset, size, count, names] = [head.u64(40), head.u16(58), head.u16(60), head.u16(62)];
        if (offset === 0 || count === 0)
            return [];
        if (size < 64 || count > mostHeaders)
            throw new Malformed("section headers");
        const table = this.#bytes(offset, size * count);
        const text = names < count ? this.#bytes(table.u64(names * size + 24), table.u64(names * size + 32)) : new Bytes(new Uint8Array(1));
        return Array.from({ length: count }, (_, i) => i * size).map((at) => ({
            name: text.text(table.u32(at), 64),
            type: table.u32(at + 4),
            flags: table.u64(at + 8),
            address: table.u64(at + 16),
            offset: table.u64(at + 24),
            size: table.u64(at + 32),
            link: table.u32(at + 40),
        }));
    }
    sectionNamed(name) {
        return this.sections.find((section) => section.name === name && section.type !== nobits && (section.flags & compressed) === 0);
    }
    /** The bytes of a section, or undefined when there is no such one, or not in this file, or too much of it. */
    section(name) {
        if (!this.#read.has(name)) {
            const found = this.sectionNamed(name);
            let bytes;
            try {
                bytes = found && this.#bytes(found.offset, found.size);
            }
            catch {
                bytes = undefined;
            }
            this.#read.set(name, bytes);
        }
        return this.#read.get(name);
    }
    /** [size] bytes at [address] of the program as it is in the file. */
    at(address, size) {
        const segment = this.segments.find((one) => address >= one.address && address + size <= one.address + one.fileSize);
        if (!segment)
            throw new Malformed(`nothing at address ${address}`);
        return this.#bytes(segment.offset + (address - segment.address), size);
    }
    /** Functions by address, from the symbol table or, if that was stripped, from the dynamic one. */
    get symbols() {
        if (!this.#symbols) {
            try {
                this.#symbols = this.#functions(".symtab") ?? this.#functions(".dynsym") ?? [];
            }
            catch {
                this.#symbols = [];
            }
        }
        return this.#symbols;
    }
    #functions(name) {
        const section = this.sectionNamed(name);
        const table = this.section(name);
        const strings = section && this.sections[section.link];
        const text = strings && this.section(strings.name);
        if (!table || !text)
            return undefined;
        const found = [];
        const count = Math.min(Math.floor(table.length / 24), mostSymbols);
        for (let at = 0; at < count * 24; at += 24) {
            // STT_FUNC, STT_GNU_IFUNC, or a place in the code without a type, as assembly leaves it
            const type = table.u8(at + 4) & 15;
            if (type !== 2 && type !== 10)
                continue;
            if (table.u16(at + 6) === 0)
                continue;
            found.push({ address: table.u64(at + 8), size: table.u64(at + 16), name: text.text(table.u32(at), 1024) });
        }
        return found.sort((a, b) => a.address - b.address);
    }
    /** The function at [address], where a symbol says how far it goes. */
    symbolAt(address) {
        const symbol = this.symbols[lastAtMost(this.symbols, address, ({ address: start }) => start)];
        return symbol && address < symbol.address + Math.max(symbol.size, 1) ? symbol : undefined;
    }
    /** The address in the file of what is mapped from [offset] of it at [start] in memory, minus [start]; undefined when it maps no code of it. */
    bias(start, offset) {
        const segment = this.segments.find((one) => one.executable && offset < one.offset + one.fileSize && offset >= one.offset - (one.offset % 4096));
        return segment && segment.address - segment.offset + offset - start;
    }
}
/** The place of the last element of [sorted] whose key is at most [key]; -1 when there is none. */
function lastAtMost(sorted, key, of) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        const element = sorted[middle];
        if (element !== undefined && of(element) <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

;// CONCATENATED MODULE: ./build/js/source/go.js
/**
 * What every Go executable knows of its own code, stripped or not: the table that the runtime itself walks stacks with. For each address it
 * gives the function, the file and the line, the calls that were inlined there, and how far the frame reaches, so a stack is followed exactly
 * and without frame pointers.
 *
 * The layout is that of Go 1.20 and later (`runtime/symtab.go`, `cmd/link/internal/ld/pcln.go`, `internal/abi/symtab.go` of the Go sources):
 * a header, then name, unit, file and value tables, then a table of functions by address. A value that changes along a function (line,
 * file, frame size, place in the tree of inlined calls) is a list of pairs (change of the value, bytes of code it holds for). Of Go 1.18 and
 * 1.19, whose function records are shorter and whose inlining is told in another form, only the function and line are read.
 */


const magic118 = 0xfffffff0;
const magic120 = 0xfffffff1;
/** `internal/abi`: which of a function's tables tells the place in the tree of inlined calls, and which of its data is the tree. */
const pcdataInlineIndex = 2;
const funcdataInlineTree = 3;
/** `internal/abi.FuncFlagTopFrame`: nothing called it, the stack ends here. */
const flagTopFrame = 1;
const mostFunctions = 4_000_000;
/** Inlined calls in each other; the compiler's budget allows a few dozen. */
const deepestInlining = 200;
class GoTable {
    #table;
    #modern;
    #text;
    #names;
    #units;
    #files;
    #values;
    #functions;
    #count;
    #quantum;
    /** Where the trees of inlined calls stand; undefined when that is not to be found. */
    #data;
    #entries;
    constructor(table, module) {
        this.#table = table;
        this.#modern = table.u32(0) === magic120;
        if (!this.#modern && table.u32(0) !== magic118)
            throw new Malformed("not a table of Go 1.18 or later");
        if (table.u8(7) !== 8)
            throw new Malformed("not of 64 bits");
        this.#quantum = table.u8(6);
        this.#count = table.u64(8);
        this.#names = table.u64(32);
        this.#units = table.u64(40);
        this.#files = table.u64(48);
        this.#values = table.u64(56);
        this.#functions = table.u64(64);
        // Since Go 1.26 the field is 0, and the beginning of the code is the linker's to say.
        this.#text = table.u64(24) || module.text;
        this.#data = module.data;
        if (this.#count > mostFunctions)
            throw new Malformed("too many functions");
        const index = table.sub(this.#functions, this.#count * 8 + 4);
        this.#entries = Uint32Array.from({ length: this.#count + 1 }, (_, i) => index.u32(i * 8));
    }
    /** The table of an executable; undefined when it is not one of Go, or of a Go that we do not know. */
    static of(elf) {
        const table = elf.section(".gopclntab") ?? elf.section(".data.rel.ro.gopclntab");
        const text = elf.sectionNamed(".text");
        if (!table || !text)
            return undefined;
        try {
            return new GoTable(table, moduleOf(elf) ?? { text: text.address });
        }
        catch (error) {
            if (error instanceof Malformed)
                return undefined;
            throw error;
        }
    }
    /** How the function at [pc] stands on the stack there; undefined when it is not Go's. Both are addresses in the file. */
    at(pc) {
        const record = this.#record(pc);
        if (record === undefined)
            return undefined;
        const frameSize = this.#value(this.#table.u32(record + 16), pc, this.#entryOf(record));
        if (frameSize === undefined || frameSize < 0)
            return undefined;
        const flag = this.#table.u8(record + (this.#modern ? 41 : 37));
        return { entry: this.#entryOf(record), top: (flag & flagTopFrame) !== 0, frameSize };
    }
    /** The functions at [pc], innermost first: what was inlined, then what it was inlined into. */
    framesAt(pc) {
        const record = this.#record(pc);
        if (record === undefined)
            return [];
        const entry = this.#entryOf(record);
        const frames = [];
        let at = pc;
        for (let depth = 0; depth < deepestInlining; depth++) {
            const place = this.#place(record, at, entry);
            const inlined = this.#inlined(record, at, entry);
            frames.push({ function: inlined?.name ?? this.#name(this.#table.i32(record + 4)), ...place });
            if (inlined === undefined)
                break;
            at = entry + inlined.parent;
        }
        return frames;
    }
    /** Where the record of the function at [pc] is. */
    #record(pc) {
        const offset = pc - this.#text;
        if (offset < 0 || offset >= (this.#entries[this.#count] ?? 0))
            return undefined;
        const index = lastAtMost(this.#entries, offset, (entry) => entry);
        if (index < 0 || index >= this.#count)
            return undefined;
        return this.#functions + this.#table.u32(this.#functions + index * 8 + 4);
    }
    #entryOf(record) {
        return this.#text + this.#table.u32(record);
    }
    #name(offset) {
        return this.#table.text(this.#names + offset, 1024);
    }
    #place(record, pc, entry) {
        const file = this.#value(this.#table.u32(record + 20), pc, entry);
        const line = this.#value(this.#table.u32(record + 24), pc, entry) ?? 0;
        if (file === undefined || file < 0)
            return { file: "", line };
        const unit = this.#table.u32(record + 32);
        const offset = this.#table.u32(this.#units + 4 * (unit + file));
        return { file: offset === 0xffffffff ? "" : this.#table.text(this.#files + offset), line };
    }
    #inlined(record, pc, entry) {
        if (!this.#modern || !this.#data)
            return undefined;
        const tables = this.#table.u32(record + 28);
        const datas = this.#table.u8(record + 43);
        if (tables <= pcdataInlineIndex || datas <= funcdataInlineTree)
            return undefined;
        const values = this.#table.u32(record + 44 + 4 * pcdataInlineIndex);
        const tree = this.#table.u32(record + 44 + 4 * tables + 4 * funcdataInlineTree);
        if (values === 0 || tree === 0xffffffff)
            return undefined;
        const index = this.#value(values, pc, entry);
        if (index === undefined || index < 0)
            return undefined;
        const call = this.#data(tree + 16 * index, 16);
        return { name: this.#name(call.i32(4)), parent: call.i32(8) };
    }
    /** What the table at [offset] says for [pc]. */
    #value(offset, pc, entry) {
        if (offset === 0)
            return undefined;
        const cursor = new Cursor(this.#table, this.#values + offset);
        let value = -1;
        let at = entry;
        for (let first = true;; first = false) {
            const change = cursor.uleb();
            if (change === 0 && !first)
                return undefined;
            value += change % 2 === 1 ? -(change + 1) / 2 : change / 2;
            at += cursor.uleb() * this.#quantum;
            if (pc < at)
                return value;
            if (cursor.at > this.#functions)
                return undefined;
        }
    }
}
/**
 * The linker's record of the module: where code begins and where the trees of inlined calls are. It begins with a pointer to the table. Since
 * Go 1.26 it has a section of its own, before it stands somewhere in the data. In position-independent executables its pointers are
 * filled in when it is loaded, and the file may hold none of them.
 */
function moduleOf(elf) {
    const table = elf.sectionNamed(".gopclntab") ?? elf.sectionNamed(".data.rel.ro.gopclntab");
    if (!table)
        return undefined;
    for (const name of [".go.module", ".noptrdata", ".data", ".data.rel.ro"]) {
        const bytes = elf.section(name);
        for (let at = 0; bytes && at + 328 <= bytes.length; at += 8) {
            if (bytes.u32(at) !== table.address % 2 ** 32 || bytes.u32(at + 4) !== Math.floor(table.address / 2 ** 32))
                continue;
            try {
                const text = bytes.u64(at + 176);
                const data = bytes.u64(at + 320);
                const [lowest, highest] = [bytes.u64(at + 160), bytes.u64(at + 168)];
                // Another pointer to the table, or a module of another layout.
                if (text > lowest || lowest >= highest || data === 0)
                    continue;
                elf.at(data, 16);
                return { text, data: (offset, size) => elf.at(data + offset, size) };
            }
            catch (error) {
                if (!(error instanceof Malformed))
                    throw error;
            }
        }
    }
    return undefined;
}
/** First parts of the paths of Go's own packages; with `-trimpath` nothing else tells their files from a module's. */
const standard = new Set(("archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index " +
    "internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text " +
    "time unicode unique unsafe vendor weak").split(" "));
/** Whether a function is of Go's own library: its package and its file both say so. */
function goStandard(name, file) {
    const first = /^[^./(]+/.exec(name)?.[0] ?? "";
    if (!standard.has(first))
        return false;
    // Built here, the file is below GOROOT; trimmed, it is named by the package's path.
    return file.startsWith("/") ? file.includes("/src/") || file.startsWith("/_") : file.startsWith(`${first}/`) || file === "";
}

;// CONCATENATED MODULE: ./build/js/source/cfi.js
/**
 * The call frame information of compiled code (`.eh_frame`): for each address where the frame ends and where the caller's registers are
 * saved. Compilers write it for C, C++, Rust and Zig on x86-64 and AArch64 whether or not frame pointers are kept, since exceptions and
 * profilers need it, and `strip` leaves it.
 *
 * Format: DWARF 5, section 6.4, with the changes of the Linux Standard Base (pointer encodings, augmentation). Of registers only those are
 * followed that a stack is walked with: stack pointer, frame pointer, return address.
 */


const registersOf = {
    62: { stack: 7, frame: 6, return: 16 },
    183: { stack: 31, frame: 29, return: 30 },
};
const mostDescriptions = 4_000_000;
const same = { kind: "same" };
const unknown = { kind: "unknown" };
class FrameTable {
    #section;
    #address;
    #registers;
    #commons = new Map();
    /** Sorted begins of functions and where their descriptions are; from `.eh_frame_hdr`, or from reading them all. */
    #index;
    constructor(elf, section, address, registers) {
        this.#section = new Cursor(section);
        this.#address = address;
        this.#registers = registers;
        this.#index = this.#header(elf) ?? this.#readAll();
    }
    static of(elf) {
        const section = elf.section(".eh_frame");
        const address = elf.sectionNamed(".eh_frame")?.address;
        const registers = registersOf[elf.machine];
        if (!section || address === undefined || !registers)
            return undefined;
        try {
            return new FrameTable(elf, section, address, registers);
        }
        catch (error) {
            if (error instanceof Malformed)
                return undefined;
            throw error;
        }
    }
    /** The rules at [pc], an address in the file; undefined when nothing is said of it. */
    at(pc) {
        const place = this.#index.places[lastAtMost(this.#index.starts, pc, (start) => start)];
        if (place === undefined)
            return undefined;
        const description = this.#description(place);
        if (!description || pc < description.start || pc >= description.end)
            return undefined;
        return this.#execute(description, pc);
    }
    #header(elf) {
        const header = elf.section(".eh_frame_hdr");
        const address = elf.sectionNamed(".eh_frame_hdr")?.address;
        // Version 1; the table of pairs of 32-bit distances from the header. Nobody writes another one.
        if (!header || address === undefined || header.length < 12 || header.u8(0) !== 1 || header.u8(2) !== 3 || header.u8(3) !== 0x3b)
            return undefined;
        const count = header.u32(8);
        if (count > mostDescriptions || header.length < 12 + 8 * count)
            return undefined;
        const starts = new Float64Array(count);
        const places = new Float64Array(count);
        for (let i = 0; i < count; i++) {
            starts[i] = address + header.i32(12 + 8 * i);
            places[i] = address + header.i32(16 + 8 * i) - this.#address;
        }
        return { starts, places };
    }
    #readAll() {
        const found = [];
        const { bytes } = this.#section;
        for (let place = 0; place + 4 <= bytes.length && found.length < mostDescriptions;) {
            const length = bytes.u32(place);
            if (length === 0 || length === 0xffffffff)
                break;
            const description = bytes.u32(place + 4) === 0 ? undefined : this.#description(place);
            if (description)
                found.push({ start: description.start, place });
            place += 4 + length;
        }
        found.sort((a, b) => a.start - b.start);
        return { starts: Float64Array.from(found, ({ start }) => start), places: Float64Array.from(found, ({ place }) => place) };
    }
    #description(place) {
        const { bytes } = this.#section;
        const length = bytes.u32(place);
        if (length === 0 || length === 0xffffffff)
            return undefined;
        const cursor = new Cursor(bytes, place + 4);
        const back = cursor.u32();
        if (back === 0)
            return undefined;
        const common = this.#common(place + 4 - back);
        const start = this.#pointer(cursor, common.encoding);
        const size = this.#pointer(cursor, common.encoding & 0x0f);
        if (common.augmented)
            cursor.at += cursor.uleb();
        return { start, end: start + size, common, instructions: [cursor.at, place + 4 + length] };
    }
    #common(place) {
        const known = this.#commons.get(place);
        if (known)
            return known;
        const { bytes } = this.#section;
        const length = bytes.u32(place);
        const cursor = new Cursor(bytes, place + 8);
        const version = cursor.u8();
        const augmentation = cursor.text();
        if (version !== 1 && version !== 3)
            throw new Malformed(`frame information of version ${version}`);
        const codeAlign = cursor.uleb();
        const dataAlign = cursor.sleb();
        if (version === 1)
            cursor.u8();
        else
            cursor.uleb();
        let encoding = 0;
        if (augmentation.startsWith("z")) {
            const end = cursor.uleb() + cursor.at;
            for (const letter of augmentation.slice(1)) {
                if (letter === "R")
                    encoding = cursor.u8();
                else if (letter === "L")
                    cursor.u8();
                else if (letter === "P")
                    this.#pointer(cursor, cursor.u8());
                else if (letter !== "S" && letter !== "B" && letter !== "G")
                    break;
            }
            cursor.at = end;
        }
        else if (augmentation !== "")
            throw new Malformed(`augmentation ${augmentation}`);
        const common = {
            codeAlign,
            dataAlign,
            encoding,
            augmented: augmentation.startsWith("z"),
            signal: augmentation.includes("S"),
            instructions: [cursor.at, place + 4 + length],
        };
        this.#commons.set(place, common);
        return common;
    }
    #pointer(cursor, encoding) {
        const at = this.#address + cursor.at;
        let value;
        switch (encoding & 0x0f) {
            case 0x00:
            case 0x04:
                value = cursor.u64();
                break;
            case 0x01:
                value = cursor.uleb();
                break;
            case 0x02:
                value = cursor.u16();
                break;
            case 0x03:
                value = cursor.u32();
                break;
            case 0x09:
                value = cursor.sleb();
                break;
            case 0x0a:
                value = (cursor.u16() << 16) >> 16;
                break;
            case 0x0b:
                value = cursor.u32() | 0;
                break;
            case 0x0c:
                value = cursor.bytes.i64(cursor.at);
                cursor.at += 8;
                break;
            default:
                throw new Malformed(`a pointer of encoding ${encoding}`);
        }
        return (encoding & 0x70) === 0x10 ? value + at : value;
    }
    #execute({ start, end: stop, common, instructions }, pc) {
        const machine = new RowMachine(this.#registers, common);
        const code = this.#section.bytes;
        const first = machine.run(new Cursor(code.sub(0, common.instructions[1]), common.instructions[0]), start, Infinity);
        machine.initial = first;
        const row = machine.run(new Cursor(code.sub(0, instructions[1]), instructions[0]), start, pc);
        if (!row.end)
            return undefined;
        return { start, stop, end: row.end, frame: row.frame, return: row.return, signal: common.signal };
    }
}
/** Executes the instructions that describe how a frame changes along its function. */
class RowMachine {
    /** What `restore` goes back to. */
    initial;
    #registers;
    #common;
    #row = { end: undefined, frame: same, return: same };
    constructor(registers, common) {
        this.#registers = registers;
        this.#common = common;
    }
    /** The row in force at [pc]. */
    run(cursor, start, pc) {
        const { codeAlign, dataAlign } = this.#common;
        const stack = [];
        let location = start;
        while (!cursor.done) {
            const byte = cursor.u8();
            const low = byte & 0x3f;
            switch (byte & 0xc0 || low) {
                case 0x40:
                    location += low * codeAlign;
                    break;
                case 0x80:
                    this.#save(low, { kind: "at", offset: cursor.uleb() * dataAlign });
                    break;
                case 0xc0:
                    this.#restore(low);
                    break;
                case 0x00:
                case 0x2d:
                    break;
                case 0x01:
                    location = cursor.u64();
                    break;
                case 0x02:
                    location += cursor.u8() * codeAlign;
                    break;
                case 0x03:
                    location += cursor.u16() * codeAlign;
                    break;
                case 0x04:
                    location += cursor.u32() * codeAlign;
                    break;
                case 0x05:
                    this.#save(cursor.uleb(), { kind: "at", offset: cursor.uleb() * dataAlign });
                    break;
                case 0x06:
                    this.#restore(cursor.uleb());
                    break;
                case 0x07:
                    this.#save(cursor.uleb(), unknown);
                    break;
                case 0x08:
                    this.#save(cursor.uleb(), same);
                    break;
                case 0x09:
                    this.#save(cursor.uleb(), unknown);
                    cursor.uleb();
                    break;
                case 0x0a:
                    if (stack.length > 100)
                        throw new Malformed("states without end");
                    stack.push(this.#row);
                    break;
                case 0x0b:
                    this.#row = stack.pop() ?? this.#row;
                    break;
                case 0x0c:
                    this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: cursor.uleb() } };
                    break;
                case 0x0d:
                    this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: this.#offset() } };
                    break;
                case 0x0e:
                    this.#row = { ...this.#row, end: { register: this.#register(), offset: cursor.uleb() } };
                    break;
                case 0x0f: {
                    const loaded = this.#expression(cursor, true);
                    this.#row = { ...this.#row, end: loaded === undefined ? undefined : { loadFromStack: loaded } };
                    break;
                }
                case 0x10: {
                    const register = cursor.uleb();
                    const offset = this.#expression(cursor, false);
                    this.#save(register, offset === undefined ? unknown : { kind: "at-stack", offset });
                    break;
                }
                case 0x11:
                    this.#save(cursor.uleb(), { kind: "at", offset: cursor.sleb() * dataAlign });
                    break;
                case 0x12:
                    this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: cursor.sleb() * dataAlign } };
                    break;
                case 0x13:
                    this.#row = { ...this.#row, end: { register: this.#register(), offset: cursor.sleb() * dataAlign } };
                    break;
                case 0x14:
                case 0x15:
                    this.#save(cursor.uleb(), unknown);
                    cursor.uleb();
                    break;
                case 0x16:
                    this.#save(cursor.uleb(), unknown);
                    cursor.at += cursor.uleb();
                    break;
                case 0x2e:
                    cursor.uleb();
                    break;
                case 0x2f:
                    this.#save(cursor.uleb(), { kind: "at", offset: -cursor.uleb() * dataAlign });
                    break;
                default:
                    throw new Malformed(`frame instruction ${byte}`);
            }
            if (location > pc)
                break;
            this.#settled = this.#row;
        }
        return location > pc ? this.#settled : this.#row;
    }
    /** The row before the location moved beyond the address asked for. */
    #settled = { end: undefined, frame: same, return: same };
    #register() {
        return this.#row.end && "register" in this.#row.end ? this.#row.end.register : this.#registers.stack;
    }
    #offset() {
        return this.#row.end && "register" in this.#row.end ? this.#row.end.offset : 0;
    }
    #save(register, saved) {
        if (register === this.#registers.frame)
            this.#row = { ...this.#row, frame: saved };
        else if (register === this.#registers.return)
            this.#row = { ...this.#row, return: saved };
    }
    #restore(register) {
        if (register === this.#registers.frame)
            this.#save(register, this.initial?.frame ?? same);
        else if (register === this.#registers.return)
            this.#save(register, this.initial?.return ?? same);
    }
    /** The one form that occurs where stacks lead: stack pointer plus a number, followed by a load where [loads]. Others are not understood. */
    #expression(cursor, loads) {
        const size = cursor.uleb();
        const code = new Cursor(cursor.bytes.sub(cursor.at, size));
        cursor.at += size;
        if (size === 0 || code.u8() !== 0x70 + this.#registers.stack)
            return undefined;
        const offset = code.sleb();
        if (loads && (code.done || code.u8() !== 0x06))
            return undefined;
        return code.done ? offset : undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/source/module.js
/** An executable or library that a service has mapped, with the tables that were found in it. Each is read when it is first needed. */



class Module {
    elf;
    /** It is another file now than when it was mapped, so nothing in it is sure. */
    replaced;
    /** What the symboliser said of addresses. */
    lines = new Map();
    #go = null;
    #frames = null;
    constructor(elf, replaced) {
        this.elf = elf;
        this.replaced = replaced;
    }
    /** Its compiler wrote down which line each instruction comes from. */
    get hasLines() {
        return this.elf.sections.some(({ name, size }) => name === ".debug_line" && size > 0);
    }
    /** Undefined when it is not a Go program. */
    get go() {
        if (this.#go === null)
            this.#go = GoTable.of(this.elf);
        return this.#go;
    }
    /** Undefined when it has no frame information. */
    get frames() {
        if (this.#frames === null)
            this.#frames = FrameTable.of(this.elf);
        return this.#frames;
    }
}

;// CONCATENATED MODULE: ./build/js/source/perfmap.js
/**
 * Names of code that a runtime makes while it runs, from the file it leaves for profilers: `/tmp/perf-PID.map`, a line for each piece of code
 * with its address, its size and a name. Runtimes write it when told to: Node with `--perf-basic-prof --interpreted-frames-native-stack`, Python
 * 3.12 and later with `-X perf`, a JVM of 17 and later when it ends, with `-XX:+DumpPerfMapAtExit`. A name tells the function and its file (of
 * the JVM its class), and at most the line where the function begins; so what is found by it is always said to be near. The file is the service's to write, so it is bounded, and a line that is not of the form is skipped.
 */


/** Node writes some 5 MB when it starts. */
const perfmap_mostBytes = 64 << 20;
const mostEntries = 1_000_000;
const entryForm = /^(?:0x0*)?([0-9a-f]{1,13}) (?:0x0*)?([0-9a-f]{1,8}) (.{1,2000})$/;
class PerfMap {
    #entries;
    constructor(text) {
        const entries = new Map();
        for (let at = 0; at < text.length && entries.size < mostEntries;) {
            let end = text.indexOf("\n", at);
            if (end < 0)
                end = text.length;
            const [, start = "", size = "", name = ""] = entryForm.exec(text.slice(at, end)) ?? [];
            // Code moves, and what was said last of a place is what stands there.
            if (start !== "")
                entries.set(parseInt(start, 16), { start: parseInt(start, 16), size: parseInt(size, 16), name });
            at = end + 1;
        }
        this.#entries = [...entries.values()].sort((a, b) => a.start - b.start);
    }
    /** The map that process [pid] has left, as of now; undefined when there is none. */
    static of(pid) {
        for (const path of [`/proc/${pid}/root/tmp/perf-${pid}.map`, `/tmp/perf-${pid}.map`]) {
            const text = readBounded(path);
            if (text !== undefined)
                return new PerfMap(text);
        }
        return undefined;
    }
    /** The map with this text. */
    static parse(text) {
        return new PerfMap(text);
    }
    /** The function whose code [address] of memory is; undefined for what is no function of a file. */
    at(address) {
        const entry = this.#entries[lastAtMost(this.#entries, address, ({ start }) => start)];
        return entry && address < entry.start + entry.size ? namedCode(entry.name) : undefined;
    }
}
function readBounded(path) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, "r");
        const { size } = (0,external_node_fs_.fstatSync)(fd);
        const bytes = Buffer.alloc(Math.min(size, perfmap_mostBytes));
        let got = 0;
        for (let more = -1; more !== 0 && got < bytes.length; got += more)
            more = (0,external_node_fs_.readSync)(fd, bytes, got, bytes.length - got, got);
        return bytes.toString("utf8", 0, got);
    }
    catch {
        return undefined;
    }
    finally {
        if (fd !== undefined)
            (0,external_node_fs_.closeSync)(fd);
    }
}
function namedCode(name) {
    // Node: kind, how it was compiled, function, file with line and column of its beginning.
    const node = /^(?:JS|LazyCompile|Function|Script|Eval):[~^*+']*(\S*) (?:file:\/\/)?(\/.+?):(\d{1,9}):\d{1,9}$/.exec(name);
    if (node)
        return { function: node[1] || "anonymous", files: [decoded(node[2] ?? "")], line: Number(node[3]) };
    const python = /^py::(.+?):(\/.+)$/.exec(name);
    if (python)
        return { function: python[1] ?? "", files: [python[2] ?? ""] };
    // JVM: what it gives back, class, function, the types of what it takes.
    const java = /^\S+ ((?:[\w$]+\.)*)([A-Za-z_][\w$]*)\.([\w$]+|<init>|<clinit>)\([^)]*\)$/.exec(name);
    return java ? javaCode(java[1] ?? "", java[2] ?? "", java[3] ?? "") : undefined;
}
function decoded(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
/** The function of a class in a package that is named with a point behind it. */
function javaCode(packages, name, method) {
    const [outer = name] = name.split("$");
    const folder = packages.replaceAll(".", "/");
    const own = /^lambda\$(.+)\$\d+$/.exec(method)?.[1] ?? method;
    const last = name.split("$").at(-1) ?? name;
    const shown = own === "<init>" || own === "<clinit>" || own === "new" ? last : own;
    const files = [".java", ".kt", ".scala", ".groovy"].map((ending) => `${folder}${outer}${ending}`);
    if (outer.endsWith("Kt"))
        files.push(`${folder}${outer.slice(0, -2)}.kt`);
    return { function: `${packages}${name.replaceAll("$", ".")}.${shown}`, files };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/source/repository.js
/**
 * Which file of the repository a compiler meant. Compilers write the path they were given: absolute where it was built (here, or in a
 * container), relative to a build folder, or made short by `-trimpath` and `--remap-path-prefix`. A path below the repository is taken as it
 * is, and one that begins with a Go module's name belongs to the folder of that module. Any other is matched from its end: the file of the
 * repository that shares the most last parts with it, if there is one such file only. That is sure only where nothing else can have been
 * meant: where all that was written is the end of that file's path, or where that file's whole path, of three parts or more, is the
 * end of what was written, as below a container's `/app`. Two parts are not enough: half of all projects have a `src/main.c`.
 */


/** Folders in which nothing is the repository's own. */
const foreign = new Set(["node_modules", ".git", "vendor", "third_party", "target", "site-packages", ".venv", "venv"]);
/** Where compilers say that their own libraries were built. */
const toolchains = /^\/rustc\/|^\/usr\/(?:src|lib|include)\/|^\/(?:build|builddir)\/(?:glibc|gcc)[-.\d]/;
/** Files looked at before the search gives up. */
const mostFiles = 100_000;
const mostModules = 200;
/** The folder of the repository that [folder] belongs to; [folder] itself when it belongs to none. */
function repositoryRoot(folder) {
    for (let at = external_node_path_.resolve(folder);; at = external_node_path_.dirname(at)) {
        if ((0,external_node_fs_.existsSync)(external_node_path_.join(at, ".git")))
            return at;
        if (external_node_path_.dirname(at) === at)
            return external_node_path_.resolve(folder);
    }
}
class Repository {
    #roots;
    #known = new Map();
    #texts = new Map();
    #byName;
    #goModules;
    /** [root] is absolute. */
    constructor(root) {
        const real = (0,external_node_fs_.existsSync)(root) ? (0,external_node_fs_.realpathSync)(root) : root;
        this.#roots = [...new Set([external_node_path_.resolve(root), real])];
    }
    get root() {
        return this.#roots[0] ?? "/";
    }
    /** The file that [written] stands for; undefined when it is none of the repository's. */
    place(written) {
        if (!this.#known.has(written))
            this.#known.set(written, this.#find(written));
        return this.#known.get(written);
    }
    /** The one line of [file], from 1, that matches; undefined when none does, or several. */
    lineOf(file, wanted) {
        const lines = this.#linesOf(file);
        const first = lines.findIndex((line) => wanted.test(line));
        return first >= 0 && first === lines.findLastIndex((line) => wanted.test(line)) ? first + 1 : undefined;
    }
    /** What stands on a line of [file], counted from 1, without space around it; undefined when there is nothing. */
    textOf(file, line) {
        return this.#linesOf(file)[line - 1]?.trim().slice(0, 200) || undefined;
    }
    #linesOf(file) {
        let lines = this.#texts.get(file);
        if (lines === undefined) {
            try {
                lines = (0,external_node_fs_.readFileSync)(external_node_path_.join(this.root, file), "utf8")
                    .slice(0, 4 << 20)
                    .split("\n");
            }
            catch {
                lines = [];
            }
            this.#texts.set(file, lines);
        }
        return lines;
    }
    #find(written) {
        if (written === "" || written.includes("\0"))
            return undefined;
        const normal = external_node_path_.posix.normalize(written);
        for (const root of this.#roots) {
            if (!normal.startsWith(`${root}/`))
                continue;
            const file = normal.slice(root.length + 1);
            return isForeign(file) || !(0,external_node_fs_.existsSync)(normal) ? undefined : { file, guessed: false };
        }
        const inModule = this.#inGoModule(normal);
        if (inModule !== undefined)
            return { file: inModule, guessed: false };
        // A file of this machine that is not below the repository is a library's.
        if (external_node_path_.isAbsolute(normal) && (0,external_node_fs_.existsSync)(normal))
            return undefined;
        if (isForeign(normal) || toolchains.test(normal))
            return undefined;
        const parts = normal.split("/").filter((part) => part !== "" && part !== "..");
        const name = parts.at(-1);
        if (name === undefined)
            return undefined;
        let best;
        let ties = 0;
        for (const file of this.#files().get(name) ?? []) {
            const shared = sharedEnd(file.split("/"), parts);
            if (best === undefined || shared > best.shared)
                [best, ties] = [{ file, shared }, 0];
            else if (shared === best.shared)
                ties++;
        }
        // The name alone is enough only where nothing else was said.
        if (best === undefined || ties > 0 || (best.shared < 2 && parts.length > 1))
            return undefined;
        const depth = best.file.split("/").length;
        const sure = best.shared >= 2 && (best.shared === parts.length || (best.shared === depth && depth >= 3));
        return { file: best.file, guessed: !sure };
    }
    /** With `-trimpath` Go writes the module's path where its folder was: `example.com/shop/inventory/main.go`. */
    #inGoModule(written) {
        if (written.startsWith("/") || !written.endsWith(".go"))
            return undefined;
        if (!this.#goModules) {
            this.#goModules = (this.#files().get("go.mod") ?? []).slice(0, mostModules).flatMap((file) => {
                const folder = file.slice(0, -"go.mod".length);
                try {
                    const name = /^module\s+"?([^\s"]+)/m.exec((0,external_node_fs_.readFileSync)(external_node_path_.join(this.root, file), "utf8").slice(0, 65_536))?.[1];
                    return name === undefined ? [] : [{ name, folder }];
                }
                catch {
                    return [];
                }
            });
            this.#goModules.sort((a, b) => b.name.length - a.name.length);
        }
        for (const { name, folder } of this.#goModules) {
            if (!written.startsWith(`${name}/`))
                continue;
            const file = folder + written.slice(name.length + 1);
            if ((0,external_node_fs_.existsSync)(external_node_path_.join(this.root, file)))
                return file;
        }
        return undefined;
    }
    #files() {
        if (this.#byName)
            return this.#byName;
        const byName = new Map();
        let left = mostFiles;
        const folders = [""];
        for (let folder = folders.pop(); folder !== undefined && left > 0; folder = folders.pop()) {
            let entries;
            try {
                entries = (0,external_node_fs_.readdirSync)(external_node_path_.join(this.root, folder), { withFileTypes: true });
            }
            catch {
                continue;
            }
            for (const entry of entries) {
                const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
                if (entry.isDirectory() && !foreign.has(entry.name))
                    folders.push(file);
                if (!entry.isFile())
                    continue;
                left--;
                const same = byName.get(entry.name);
                if (same)
                    same.push(file);
                else
                    byName.set(entry.name, [file]);
            }
        }
        this.#byName = byName;
        return byName;
    }
}
function isForeign(file) {
    return file.split("/").some((part) => foreign.has(part));
}
function sharedEnd(a, b) {
    let shared = 0;
    while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared])
        shared++;
    return shared;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/source/symbolise.js
/**
 * Lines of compiled programs by the symboliser that the machine has: `llvm-symbolizer`, else `addr2line`. Both read the executable's DWARF and
 * know what was inlined. The executable is the service's, so the symboliser is given little: a bare environment (no servers of debug
 * information are asked), a bound on time and on what it may say. When it fails, the symbol table is all there is.
 */




const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** The largest programs take some seconds to be read. */
const timeoutMs = 60_000;
const mostOutput = 64 << 20;
/** Addresses in one call: more would make its command line long and gain nothing. */
const batch = 500;
/** Names under which distributions install them, the newest first. */
const llvm = ["llvm-symbolizer", ...Array.from({ length: 10 }, (_, i) => `llvm-symbolizer-${23 - i}`)];
let found = null;
/** The functions at [addresses] of the executable [file]; empty lists where nothing is known of them. Never rejects. */
async function symbolise(file, addresses) {
    if (found === null)
        found = choose();
    const frames = [];
    for (let at = 0; at < addresses.length; at += batch) {
        const some = addresses.slice(at, at + batch);
        const told = (await found?.(file, some).catch(() => undefined)) ?? [];
        for (let i = 0; i < some.length; i++)
            frames.push(told[i] ?? []);
    }
    return frames;
}
function choose() {
    const byLlvm = onPath(llvm);
    if (byLlvm !== undefined)
        return (file, addresses) => withLlvm(byLlvm, file, addresses);
    const byBinutils = onPath(["addr2line"]);
    return byBinutils === undefined ? undefined : (file, addresses) => withAddr2line(byBinutils, file, addresses);
}
function onPath(names) {
    const folders = (process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(":").filter((folder) => folder.startsWith("/"));
    for (const name of names) {
        for (const folder of folders) {
            const candidate = external_node_path_.join(folder, name);
            try {
                (0,external_node_fs_.accessSync)(candidate, external_node_fs_.constants.X_OK);
                return candidate;
            }
            catch {
                // not there
            }
        }
    }
    return undefined;
}
async function ask(program, args) {
    const { stdout } = await run(program, args, {
        env: { LC_ALL: "C", DEBUGINFOD_URLS: "" },
        cwd: "/",
        timeout: timeoutMs,
        maxBuffer: mostOutput,
        killSignal: "SIGKILL",
    });
    return stdout;
}
const hex = (address) => `0x${address.toString(16)}`;
/** One JSON object an address, in the order of asking. */
async function withLlvm(program, file, addresses) {
    const text = await ask(program, [`--obj=${file}`, "--output-style=JSON", "--inlines", "--demangle", ...addresses.map(hex)]);
    // Version 14 writes an object a line, later ones an array.
    const answers = JSON.parse(text.startsWith("[") ? text : `[${text.trim().split("\n").join(",")}]`);
    return Array.isArray(answers) ? answers.map(llvmFrames) : [];
}
function llvmFrames(answer) {
    const symbols = field(answer, "Symbol");
    if (!Array.isArray(symbols))
        return [];
    return symbols.map((symbol) => {
        const [name, file, line] = [field(symbol, "FunctionName"), field(symbol, "FileName"), field(symbol, "Line")];
        return {
            function: typeof name === "string" ? readable(name) : "",
            file: typeof file === "string" ? file : "",
            line: typeof line === "number" ? line : 0,
        };
    });
}
function field(value, name) {
    return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
/** For each address its number again (`-a`), then pairs of lines: function, `file:line`. */
async function withAddr2line(program, file, addresses) {
    const lines = (await ask(program, ["-a", "-f", "-i", "-C", "-e", file, ...addresses.map(hex)])).split("\n");
    const answers = [];
    for (let i = 0; i < lines.length;) {
        const line = lines[i] ?? "";
        if (/^0x[0-9a-f]+$/.test(line)) {
            answers.push([]);
            i++;
            continue;
        }
        const place = /^(.*):(\d+|\?)(?: \(discriminator \d+\))?$/.exec(lines[i + 1] ?? "");
        if (place) {
            const known = place[1] !== "??";
            answers
                .at(-1)
                ?.push({ function: line === "??" ? "" : readable(line), file: known ? (place[1] ?? "") : "", line: Number(place[2]) || 0 });
        }
        i += 2;
    }
    return answers;
}
/** What the older mangling of Rust writes for characters that linkers do not take. */
const rustEscapes = { SP: "@", BP: "*", RF: "&", LT: "<", GT: ">", LP: "(", RP: ")", C: "," };
/**
 * A demangled name as a person would say it: Rust's without the hash at its end, C++'s without the types of the arguments, which are longer
 * than all the rest.
 */
function readable(name) {
    const rust = /^(.+)::h[0-9a-f]{16}$/.exec(name)?.[1];
    if (rust !== undefined) {
        return rust
            .replace(/^_(?=\$)|(?<=::)_(?=\$)/g, "")
            .replaceAll("..", "::")
            .replace(/\$u([0-9a-f]{1,4})\$/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
            .replace(/\$([A-Z]{1,2})\$/g, (all, letters) => rustEscapes[letters] ?? all);
    }
    // Of a lambda that stands in a function compilers write no other name.
    if (name === "operator()")
        return "lambda";
    const whole = name.replace(/(?: (?:\[clone [^\]]*\]|\(\.[^)]*\)))+$/, "");
    const bare = whole.replace(/(?: (?:const|volatile|noexcept|&|&&))+$/, "");
    if (!bare.endsWith(")") || bare.endsWith("operator()"))
        return whole;
    for (let at = bare.length - 1, depth = 0; at > 0; at--) {
        if (bare[at] === ")")
            depth++;
        else if (bare[at] === "(" && --depth === 0)
            return bare.slice(0, at);
    }
    return whole;
}

;// CONCATENATED MODULE: ./build/js/source/unwind.js


/** Followed no further: what is of interest is near the call. */
const mostSteps = 128;
/** Where no table helps, a return address is looked for so many bytes up. */
const searchBytes = 4096;
/** So much of a function is looked through for a jump. */
const mostFunctionBytes = 65_536;
function unwind(stack, moduleOf) {
    return new Unwinder(stack, moduleOf).steps();
}
class Unwinder {
    #stack;
    #moduleOf;
    #pc;
    /** Bytes above the stack pointer of the moment of the call. */
    #sp = 0;
    /** The same of the frame pointer; undefined while it is not known. */
    #fp;
    #exact = true;
    constructor(stack, moduleOf) {
        this.#stack = stack;
        this.#moduleOf = moduleOf;
        this.#pc = stack.pc;
    }
    steps() {
        const steps = [];
        // The first address is behind the instruction that made the call, all others behind one that called.
        let before = 1;
        while (steps.length < mostSteps) {
            const at = this.#pc - before;
            const place = this.#placeOf(at);
            if (!place)
                break;
            steps.push({ ...place, pc: at, exact: this.#exact });
            const sp = this.#sp;
            const signal = this.#step(place);
            if (signal === undefined || this.#sp <= sp)
                break;
            // Who was given the signal is not told. If that was not the function found, but one that went on to it as its last act, it left no trace.
            if (signal)
                this.#exact = false;
            before = signal ? 0 : 1;
            if (!signal)
                steps.push(...this.#tailCall(place));
        }
        return steps;
    }
    /**
     * The function that was called from where the stack leads to, where that is not the one that was found: compilers turn a call that is the last
     * act of a function into a jump. Between the two there may have been more, of which nothing is left.
     */
    #tailCall({ module, address }) {
        const target = this.#calledFrom(this.#pc);
        if (target?.kind !== "direct" || target.module.go?.at(target.address))
            return [];
        const called = framesAt(target.module, target.address);
        // A stub of the linker's has no function of its own.
        if (called?.start !== target.address || target.module.elf.symbolAt(target.address) === undefined)
            return [];
        const now = framesAt(module, address);
        if (now === undefined || (module === target.module && now.start === called.start))
            return [];
        // Cold parts of functions are kept apart and have frames of their own.
        if (module === target.module && module.elf.symbolAt(now.start)?.name.startsWith(module.elf.symbolAt(called.start)?.name ?? "") === true)
            return [];
        const jump = jumpOutOf(target.module, called);
        if (jump !== undefined)
            return [{ module: target.module, address: jump, pc: 0, exact: false }];
        return [{ module: target.module, address: target.address, pc: 0, exact: false, tail: true }];
    }
    #placeOf(pc) {
        const mapping = this.#stack.image.mappings.find(({ start, end }) => pc >= start && pc < end);
        if (!mapping)
            return undefined;
        const module = this.#moduleOf(mapping);
        const bias = module?.elf.bias(mapping.start, mapping.offset);
        return module && bias !== undefined ? { module, address: pc + bias } : { module: undefined, address: pc };
    }
    /** Goes to the caller. False, or true when what was left is a signal's frame; undefined at the end of what can be followed. */
    #step({ module, address }) {
        const go = module?.go?.at(address);
        if (module && go) {
            if (go.top || module.elf.machine !== 62)
                return go.top ? undefined : this.#search();
            const end = this.#sp + go.frameSize;
            if (go.frameSize >= 8)
                this.#fp = this.#stack.links.get(end - 8);
            return this.#return(end, end + 8);
        }
        const rules = framesAt(module, address);
        if (!module || !rules)
            return this.#chained() ?? this.#search();
        const end = this.#endOf(rules, module);
        if (end === undefined)
            return this.#search(rules.start, module);
        const fp = this.#saved(rules.frame, end, this.#stack.links, this.#fp);
        const at = rules.return.kind === "at"
            ? end + rules.return.offset
            : rules.return.kind === "at-stack"
                ? this.#sp + rules.return.offset
                : undefined;
        // The return address was never saved: on AArch64 that is the innermost function, and it is in a register that nobody told.
        if (at === undefined)
            return rules.return.kind === "same" && this.#sp === 0 ? this.#search() : undefined;
        this.#fp = fp;
        return this.#return(at, end) === undefined ? undefined : rules.signal;
    }
    /** The end of a frame as bytes above the first stack pointer. */
    #endOf(rules, module) {
        if ("loadFromStack" in rules.end)
            return this.#stack.links.get(this.#sp + rules.end.loadFromStack);
        const registers = registersOf[module.elf.machine];
        if (rules.end.register === registers?.stack)
            return this.#sp + rules.end.offset;
        if (rules.end.register === registers?.frame && this.#fp !== undefined)
            return this.#fp + rules.end.offset;
        return undefined;
    }
    #saved(saved, end, words, now) {
        switch (saved.kind) {
            case "same":
                return now;
            case "unknown":
                return undefined;
            case "at":
                return words.get(end + saved.offset);
            case "at-stack":
                return words.get(this.#sp + saved.offset);
        }
    }
    /** Takes the return address at [at]; the caller's stack pointer is [sp]. */
    #return(at, sp) {
        const pc = this.#stack.code.get(at);
        if (pc === undefined)
            return undefined;
        this.#pc = pc;
        this.#sp = sp;
        return false;
    }
    /** Follows the frame pointer, where it is known: code without tables that is made at run time mostly keeps it. */
    #chained() {
        const fp = this.#fp;
        if (fp === undefined || fp < this.#sp || !this.#stack.code.has(fp + 8))
            return undefined;
        this.#exact = false;
        this.#fp = this.#stack.links.get(fp);
        return this.#return(fp + 8, fp + 16);
    }
    /** Looks for the end of the frame of the function that begins at [start] of [module], if that is known. */
    #search(start, module) {
        let guess;
        for (const [at, pc] of this.#stack.code) {
            if (at < this.#sp)
                continue;
            if (at > this.#sp + searchBytes && start === undefined)
                break;
            const target = this.#calledFrom(pc);
            if (target === undefined)
                continue;
            const link = this.#stack.links.get(at - 8);
            if (start !== undefined && target.kind === "direct" && target.module === module && target.address === start) {
                this.#fp = link;
                return this.#return(at, at + 8);
            }
            const chained = link !== undefined && link > at && this.#stack.code.has(link + 8);
            // A call of another function is the trace of a call that has returned, unless that one has gone on to this one (a tail call).
            if (guess === undefined && (chained || start === undefined))
                guess = at;
        }
        if (guess === undefined)
            return undefined;
        this.#exact = false;
        this.#fp = this.#stack.links.get(guess - 8);
        return this.#return(guess, guess + 8);
    }
    /** What the instruction before [pc] calls, where it is one that calls. */
    #calledFrom(pc) {
        const place = this.#placeOf(pc - 1);
        if (!place)
            return undefined;
        const { module } = place;
        if (!module)
            return { kind: "indirect" }; // made at run time: its instructions are not in any file
        const address = place.address + 1;
        try {
            const code = module.elf.at(address - 8, 8);
            if (module.elf.machine === 183) {
                const word = code.u32(4);
                if (word >>> 26 === 0b100101)
                    return { kind: "direct", module, address: address - 4 + ((word << 6) >> 4) };
                return (word & 0xfffffc1f) >>> 0 === 0xd63f0000 ? { kind: "indirect" } : undefined;
            }
            if (code.u8(3) === 0xe8)
                return { kind: "direct", module, address: address + code.i32(4) };
            // ff /2 with each length of address: register, memory, with displacement of one or four bytes, with and without index.
            for (const length of [2, 3, 4, 6, 7]) {
                const at = 8 - length;
                if (code.u8(at) === 0xff && (code.u8(at + 1) & 0x38) === 0x10)
                    return { kind: "indirect" };
            }
        }
        catch (error) {
            if (!(error instanceof Malformed))
                throw error;
        }
        return undefined;
    }
}
function framesAt(module, address) {
    try {
        return module?.frames?.at(address);
    }
    catch (error) {
        if (error instanceof Malformed)
            return undefined;
        throw error;
    }
}
/**
 * The only jump of a function to another one, where there is only one: what it did as its last act. Bytes that look like such a jump count if
 * they lead to where a function begins, to the linker's stubs, or through a pointer.
 */
function jumpOutOf({ elf, frames }, { start, stop }) {
    const found = [];
    const leads = (to) => {
        if (to >= start && to < stop)
            return false;
        if (elf.sections.some(({ name, address, size }) => name.startsWith(".plt") && to >= address && to < address + size))
            return true;
        return frames?.at(to)?.start === to;
    };
    try {
        const code = elf.at(start, Math.min(stop - start, mostFunctionBytes));
        if (elf.machine === 183) {
            for (let at = 0; at + 4 <= code.length; at += 4) {
                const word = code.u32(at);
                if (word >>> 26 === 0b000101 && leads(start + at + ((word << 6) >> 4)))
                    found.push(start + at);
            }
        }
        else {
            for (let at = 0; at + 5 <= code.length; at++) {
                if (code.u8(at) === 0xe9 && leads(start + at + 5 + code.i32(at + 1)))
                    found.push(start + at);
                else if (code.u8(at) === 0xff && code.u8(at + 1) === 0x25)
                    found.push(start + at);
            }
        }
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
    }
    return found.length === 1 ? found[0] : undefined;
}

;// CONCATENATED MODULE: ./build/js/source/locate.js








/** Frames kept of a stack, from the innermost on. */
const mostFrames = 24;
/** Files kept open; services rarely map more. */
const locate_mostModules = 512;
class Locator {
    #repository;
    #asks;
    #files;
    #modules = new Map();
    /** By process; read anew for each round, since runtimes go on writing. */
    #perfMaps = new Map();
    /** Of which something can be told. */
    #telling = new WeakMap();
    #sources = new WeakMap();
    /**
     * [root]: the repository, an absolute path. With [symboliser] false no program is asked for lines. For processes of another machine [files] says
     * where the file lies here that they know by a path.
     */
    constructor(root, { symboliser = true, files } = {}) {
        this.#repository = new Repository(root);
        this.#asks = symboliser;
        this.#files = files;
    }
    /** The line each of [stacks] was recorded at; undefined where none of the repository is on it. */
    async locate(stacks) {
        const fresh = [...new Set(stacks)].filter((stack) => !this.#sources.has(stack));
        const unwound = fresh.map((stack) => this.#unwound(stack));
        await this.#symbolise(unwound.flat());
        const found = new Map();
        for (const [i, stack] of fresh.entries()) {
            const steps = unwound[i] ?? [];
            const source = this.#sourceOf(steps, stack.image.pid);
            found.set(stack, source);
            // A JVM that has not told yet what code it made may do so when it ends.
            const isJvm = stack.image.mappings.some(({ path }) => path.endsWith("/libjvm.so"));
            const untold = isJvm && source === undefined && !this.#perfMaps.get(stack.image.pid);
            if (!untold)
                this.#sources.set(stack, { source });
        }
        this.#perfMaps.clear();
        return stacks.map((stack) => found.get(stack) ?? this.#sources.get(stack)?.source);
    }
    [Symbol.dispose]() {
        for (const module of this.#modules.values())
            module?.elf.close();
        this.#modules.clear();
    }
    #unwound(stack) {
        if (!this.#canTell(stack.image))
            return [];
        return unwind(stack, (mapping) => this.#moduleOf(mapping, stack.image.pid));
    }
    /** Whether anything that a process has mapped can be the repository's. Of a runtime that tells nothing the tables are not even read. */
    #canTell(image) {
        let can = this.#telling.get(image);
        if (can === undefined) {
            can =
                this.#perfMapOf(image.pid) !== undefined ||
                    image.mappings.some((mapping) => {
                        const module = this.#moduleOf(mapping, image.pid);
                        if (!module || isLibrary(module.elf.path))
                            return false;
                        return module.hasLines || module.go !== undefined || this.#repository.place(module.elf.path) !== undefined;
                    });
            // A map may come yet.
            if (can)
                this.#telling.set(image, can);
        }
        return can;
    }
    #perfMapOf(pid) {
        if (!this.#perfMaps.has(pid))
            this.#perfMaps.set(pid, PerfMap.of(pid));
        return this.#perfMaps.get(pid);
    }
    #moduleOf(mapping, pid) {
        if (!mapping.path.startsWith("/"))
            return undefined;
        const key = `${mapping.inode} ${mapping.path}`;
        if (!this.#modules.has(key)) {
            if (this.#modules.size >= locate_mostModules)
                return undefined;
            // In a container the path is the container's; while the process lives its root leads there.
            const elsewhere = this.#files?.(mapping.path);
            const elf = elsewhere === undefined ? (Elf.open(`/proc/${pid}/root${mapping.path}`) ?? Elf.open(mapping.path)) : Elf.open(elsewhere);
            this.#modules.set(key, elf && new Module(elf, elsewhere === undefined && elf.inode !== mapping.inode));
        }
        return this.#modules.get(key);
    }
    /** Asks for the lines of all addresses that have DWARF and were not asked for before, file by file. */
    async #symbolise(steps) {
        if (!this.#asks)
            return;
        const wanted = new Map();
        for (const { module, address } of steps) {
            if (!module?.hasLines || isLibrary(module.elf.path) || module.lines.has(address) || module.go?.at(address))
                continue;
            const addresses = wanted.get(module) ?? new Set();
            wanted.set(module, addresses.add(address));
        }
        for (const [module, addresses] of wanted) {
            const list = [...addresses];
            const frames = await symbolise(module.elf.path, list);
            for (const [i, address] of list.entries())
                module.lines.set(address, frames[i] ?? []);
        }
    }
    #sourceOf(steps, pid) {
        const located = steps.flatMap((step) => this.#framesOf(step, pid).map((one) => ({ ...one, near: one.near || !step.exact || step.module?.replaced === true })));
        const first = located.findIndex(({ frame }) => frame.own);
        const found = located[first];
        if (found?.frame.file === undefined)
            return undefined;
        const { function: name, file, line } = found.frame;
        const stack = folded(located.map(({ frame }) => frame)).slice(0, mostFrames);
        const text = line === undefined ? undefined : this.#repository.textOf(file, line);
        return {
            function: name,
            file,
            ...(line === undefined ? {} : { line }),
            ...(text === undefined ? {} : { text }),
            near: found.near || located.slice(0, first).some(({ lost }) => lost),
            stack,
        };
    }
    #framesOf({ module, address, pc, tail }, pid) {
        if (!module)
            return [this.#made(pid, pc)];
        try {
            if (module.go?.at(address)) {
                return module.go.framesAt(address).map(({ function: name, file, line }) => this.#frame(name, file, line, goStandard(name, file)));
            }
        }
        catch (error) {
            if (!(error instanceof Malformed))
                throw error;
        }
        const symbol = module.elf.symbolAt(address);
        const frames = module.lines.get(address)?.filter(({ file }) => file !== "") ?? [];
        if (frames.length > 0) {
            // Of a function that left no frame the beginning is known and not what was inlined there.
            return (tail ? frames.slice(-1) : frames).map(({ function: name, file, line }) => this.#frame(name || (symbol?.name ?? ""), file, line, isOfSystem(module.elf.path)));
        }
        return [this.#bare(symbol?.name ?? "", module)];
    }
    /** Code that was made at run time, as far as the runtime tells. */
    #made(pid, address) {
        const code = this.#perfMapOf(pid)?.at(address);
        const place = code?.files.map((file) => this.#repository.place(file)).find((found) => found !== undefined);
        if (code === undefined || place === undefined)
            return locate_foreign(code?.function ?? "");
        const line = code.line ?? this.#repository.lineOf(place.file, definitionOf(code.function, place.file));
        return { frame: { function: code.function, file: place.file, ...(line === undefined ? {} : { line }), own: true }, near: true };
    }
    /** A function of which no line is known. Where the executable lies in the repository it stands for the file. */
    #bare(name, { elf, hasLines }) {
        const place = name === "" || hasLines ? undefined : this.#repository.place(elf.path);
        return place ? { frame: { function: name, file: place.file, own: true }, near: true } : locate_foreign(name);
    }
    #frame(name, written, line, library) {
        const place = library ? undefined : this.#repository.place(written);
        const known = line > 0 ? { line } : {};
        if (!place) {
            const frame = { function: name, ...(written === "" ? {} : { file: written }), ...known, own: false };
            return { frame, near: false, ...(line > 0 ? {} : { lost: true }) };
        }
        return { frame: { function: name, file: place.file, ...known, own: true }, near: place.guessed || line <= 0 };
    }
}
/** A file of what package managers install: whatever it was made from is no file of the repository. */
function isLibrary(file) {
    return isOfSystem(file) || /\/(?:node_modules|hostedtoolcache|site-packages)\//.test(file);
}
/** A library of the distribution's: what its sources were called where it was built is no file of the repository. */
function isOfSystem(file) {
    return /^(?:\/proc\/\d+\/root)?\/(?:usr\/)?lib(?:32|64|x32|exec)?\//.test(file);
}
/** How a function of this name is defined in the language of [file]. */
function definitionOf(name, file) {
    const own = (/[^.]+$/.exec(name)?.[0] ?? name).replace(/[^\w]/g, "");
    if (file.endsWith(".py") || file.endsWith(".scala"))
        return new RegExp(`^\\s*(?:[a-z]+\\s+)*def\\s+${own}\\b`);
    if (file.endsWith(".kt"))
        return new RegExp(`^\\s*(?:[a-z]+\\s+)*fun\\s+(?:<[^>]*>\\s*)?(?:[\\w.<>?]+\\.)?${own}\\s*\\(`);
    // Java: modifiers and a type, the name, and no statement's end on the line; what is called there is not defined there.
    return new RegExp(`^\\s*(?!(?:return|new|throw|else|assert|yield)\\b)(?:[\\w@.<>,?\\[\\]&]+\\s+)*${own}\\s*\\([^;=]*$`);
}
function locate_foreign(name) {
    return { frame: { function: name, own: false }, near: false };
}
/** Of frames of runtimes and libraries in a row only the one that the repository called, and none below the repository's last. */
function folded(frames) {
    const last = frames.findLastIndex(({ own }) => own);
    return frames.slice(0, last + 1).filter(({ own }, i) => own || frames[i + 1]?.own === true);
}

;// CONCATENATED MODULE: ./build/js/source/index.js
/** Where in the code a call was made: from recorded stacks to functions and lines of the repository. Reads executables, runs nothing of them. */




/***/ })

};
