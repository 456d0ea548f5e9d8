import { createRequire } from 'node:module';

/** A Lua machine; only the functions below know what is in it. */
export interface LuaState {
  readonly luaState: unique symbol;
}

/** The part of Lua's C interface that scripts need, as `fengari` offers it without types. Positions count from 1. */
interface Fengari {
  readonly to_luastring: (text: string) => Uint8Array;
  readonly lua: {
    readonly LUA_OK: number;
    readonly LUA_TBOOLEAN: number;
    readonly LUA_TNUMBER: number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
    readonly LUA_REGISTRYINDEX: number;
    lua_createtable(state: LuaState, items: number, fields: number): void;
    lua_error(state: LuaState): never;
    lua_getfield(state: LuaState, index: number, name: Uint8Array): number;
    lua_gettop(state: LuaState): number;
    lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
    lua_pushboolean(state: LuaState, value: boolean): void;
    lua_pushcfunction(state: LuaState, call: (state: LuaState) => number): void;
    lua_pushnumber(state: LuaState, value: number): void;
    lua_pushstring(state: LuaState, value: Uint8Array): void;
    lua_rawgeti(state: LuaState, index: number, key: number): number;
    lua_rawset(state: LuaState, index: number): void;
    lua_rawseti(state: LuaState, index: number, key: number): void;
    lua_rotate(state: LuaState, index: number, by: number): void;
    lua_setfield(state: LuaState, index: number, name: Uint8Array): void;
    lua_settop(state: LuaState, top: number): void;
    lua_toboolean(state: LuaState, index: number): boolean;
    lua_tonumber(state: LuaState, index: number): number;
    lua_tostring(state: LuaState, index: number): Uint8Array | null;
    lua_type(state: LuaState, index: number): number;
  };
  readonly lauxlib: {
    luaL_loadstring(state: LuaState, source: Uint8Array): number;
    luaL_newstate(): LuaState;
    luaL_ref(state: LuaState, table: number): number;
    luaL_requiref(state: LuaState, name: Uint8Array, open: (state: LuaState) => number, global: number): void;
  };
  readonly lualib: {
    luaopen_base(state: LuaState): number;
    luaopen_math(state: LuaState): number;
    luaopen_string(state: LuaState): number;
    luaopen_table(state: LuaState): number;
  };
}

function loadFengari(): Fengari {
  // Redis speaks Lua 5.1, where a whole number prints as "5" and never as "5.0". It is read once, at loading.
  process.env.FENGARICONF = JSON.stringify({ LUA_COMPAT_FLOATSTRING: true });
  return createRequire(import.meta.url)('fengari');
}

export const { lua, lauxlib, lualib, to_luastring: toLuaString } = loadFengari();

export function fromLuaString(text: Uint8Array | null): string {
  return text === null ? '' : Buffer.from(text).toString();
}
