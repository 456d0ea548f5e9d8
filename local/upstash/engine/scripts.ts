import { createHash } from 'node:crypto';
import { type Arguments, type CommandTable, command } from './command.ts';
import { fromLuaString, type LuaState, lauxlib, lua, lualib, toLuaString } from './lua.ts';
import { fieldAt, popReply, pushField, pushItems, pushReply } from './lua-reply.ts';
import { ok, RedisError, type Reply } from './reply.ts';

/** Runs a Redis command for a script. */
export type Call = (words: readonly string[]) => Reply;

/**
 * Redis' scripts count in doubles; this machine has 32-bit integers too, in which a window of 25 days in
 * milliseconds overflows. So what makes integers out of text or fractions is made to give doubles.
 */
const prelude = `
  local toNumber, floor, ceil = tonumber, math.floor, math.ceil
  function tonumber(...) local n = toNumber(...) return n and n + 0.0 end
  function math.floor(x) return floor(x) + 0.0 end
  function math.ceil(x) return ceil(x) + 0.0 end
  unpack, loadstring = table.unpack, load
  dofile, loadfile, print = nil, nil, nil
  function redis.status_reply(text) return { ok = text } end
  function redis.error_reply(text) return { err = text } end
  function redis.log() end
  setmetatable(_G, { __newindex = function(_, name) error('Script attempted to create global variable ' .. name, 2) end })
`;

/** EVAL and its kin: Lua in the same thread as the keys, so that a script is one step that nothing can come between. */
export function scriptCommands(call: Call): CommandTable {
  const many = Number.POSITIVE_INFINITY;
  const scripts = new Scripts(call);
  const evaluate = command(2, many, (_, args) => scripts.run(scripts.load(args.next()), args));
  const evaluateLoaded = command(2, many, (_, args) => scripts.run(args.next().toLowerCase(), args));
  return {
    EVAL: evaluate,
    EVAL_RO: evaluate,
    EVALSHA: evaluateLoaded,
    EVALSHA_RO: evaluateLoaded,
    SCRIPT: command(1, many, (_, args) => {
      const action = args.next().toUpperCase();
      if (action === 'LOAD') return scripts.load(args.next());
      if (action === 'EXISTS') return args.rest().map((sha) => Number(scripts.has(sha.toLowerCase())));
      if (action === 'FLUSH') return scripts.forget();
      throw new RedisError(`ERR unknown subcommand '${action}'`);
    }),
  };
}

class Scripts {
  readonly #state: LuaState;
  readonly #compiled = new Map<string, number>();
  #isRunning = false;

  constructor(call: Call) {
    const state = lauxlib.luaL_newstate();
    this.#state = state;
    lauxlib.luaL_requiref(state, toLuaString('_G'), lualib.luaopen_base, 1);
    lauxlib.luaL_requiref(state, toLuaString('math'), lualib.luaopen_math, 1);
    lauxlib.luaL_requiref(state, toLuaString('string'), lualib.luaopen_string, 1);
    lauxlib.luaL_requiref(state, toLuaString('table'), lualib.luaopen_table, 1);
    lua.lua_createtable(state, 0, 6);
    this.#define('call', (inner) => answer(inner, call, true));
    this.#define('pcall', (inner) => answer(inner, call, false));
    this.#define('sha1hex', (inner) => {
      pushReply(inner, sha1(fromLuaString(lua.lua_tostring(inner, 1))));
      return 1;
    });
    this.#setGlobal('redis');
    for (const name of ['KEYS', 'ARGV']) {
      pushItems(state, []);
      this.#setGlobal(name);
    }
    lauxlib.luaL_loadstring(state, toLuaString(prelude));
    this.#runTop(0);
    lua.lua_settop(state, 0);
  }

  has(sha: string): boolean {
    return this.#compiled.has(sha);
  }

  forget(): Reply {
    this.#compiled.clear();
    return ok;
  }

  /** Keeps a script under the SHA of its whole text, although its first line may be no Lua: `#!lua flags=...`. */
  load(source: string): string {
    const sha = sha1(source);
    if (this.#compiled.has(sha)) return sha;
    const status = lauxlib.luaL_loadstring(this.#state, toLuaString(source.replace(/^#!.*/, '')));
    if (status !== lua.LUA_OK) throw new RedisError(`ERR Error compiling script: ${this.#popText()}`);
    this.#compiled.set(sha, lauxlib.luaL_ref(this.#state, lua.LUA_REGISTRYINDEX));
    return sha;
  }

  run(sha: string, args: Arguments): Reply {
    const state = this.#state;
    const compiled = this.#compiled.get(sha);
    if (compiled === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
    const keyCount = args.integer();
    if (keyCount < 0 || keyCount > args.left) {
      throw new RedisError("ERR Number of keys can't be greater than number of args");
    }
    if (this.#isRunning) throw new RedisError('ERR This Redis command is not allowed from script');
    const words = args.rest();
    pushItems(state, words.slice(0, keyCount));
    this.#setGlobal('KEYS');
    pushItems(state, words.slice(keyCount));
    this.#setGlobal('ARGV');
    lua.lua_rawgeti(state, lua.LUA_REGISTRYINDEX, compiled);
    this.#isRunning = true;
    try {
      this.#runTop(1);
      return popReply(state);
    } finally {
      this.#isRunning = false;
      lua.lua_settop(state, 0);
    }
  }

  #runTop(results: number): void {
    if (lua.lua_pcall(this.#state, 0, results, 0) === lua.LUA_OK) return;
    const fromCommand = lua.lua_type(this.#state, -1) === lua.LUA_TTABLE ? fieldAt(this.#state, -1, 'err') : undefined;
    throw new RedisError(fromCommand ?? `ERR Error running script: ${this.#popText()}`);
  }

  #define(name: string, run: (state: LuaState) => number): void {
    lua.lua_pushcfunction(this.#state, run);
    lua.lua_setfield(this.#state, -2, toLuaString(name));
  }

  /** Past the guard of the globals, which is for scripts only. */
  #setGlobal(name: string): void {
    const globals = 2;
    lua.lua_rawgeti(this.#state, lua.LUA_REGISTRYINDEX, globals);
    lua.lua_pushstring(this.#state, toLuaString(name));
    lua.lua_rotate(this.#state, -3, -1);
    lua.lua_rawset(this.#state, -3);
    lua.lua_settop(this.#state, -2);
  }

  #popText(): string {
    const text = fromLuaString(lua.lua_tostring(this.#state, -1));
    lua.lua_settop(this.#state, -2);
    return text;
  }
}

/** `redis.call` and `redis.pcall`: an error of the command ends the script, or is handed to it. */
function answer(state: LuaState, call: Call, raises: boolean): number {
  const outcome = attempt(state, call);
  if (!(outcome instanceof RedisError)) {
    pushReply(state, outcome);
    return 1;
  }
  pushField(state, 'err', outcome.message);
  return raises ? lua.lua_error(state) : 1;
}

function attempt(state: LuaState, call: Call): Reply | RedisError {
  const words: string[] = [];
  for (let index = 1; index <= lua.lua_gettop(state); index += 1) {
    const type = lua.lua_type(state, index);
    if (type === lua.LUA_TNUMBER) words.push(String(lua.lua_tonumber(state, index)));
    else if (type === lua.LUA_TSTRING) words.push(fromLuaString(lua.lua_tostring(state, index)));
    else return new RedisError('ERR Lua redis lib command arguments must be strings or integers');
  }
  try {
    return call(words);
  } catch (error) {
    return error instanceof RedisError ? error : new RedisError(`ERR ${error}`);
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
