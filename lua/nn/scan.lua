-- scan: reads Lua text up to the cursor: its tokens, what is still open there, and the locals in sight. It
-- never raises: text that is no Lua is read as far as it makes sense.

local scan = {}

local keywords, symbols = {}, {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return
    then true until while]]):gmatch "%a+" do
  keywords[word] = true
end
for symbol in ("... .. :: == ~= <= >= // << >>"):gmatch "%S+" do symbols[symbol] = true end

scan.keywords = keywords

--- Can this key be written after a dot?
function scan.is_name(key)
  return type(key) == "string" and key:find "^[A-Za-z_][A-Za-z0-9_]*$" and not keywords[key]
end

-- ---- tokens ---------------------------------------------------------------------------------------

-- The functions of this part give where a token ends, nil if the text ends first.

local function end_of_string(text, i, quote)
  local at = i + 1
  while true do
    local stop = text:find("[\\\n" .. quote .. "]", at)
    local c = stop and text:sub(stop, stop)
    if not stop or c == quote then return stop end
    if c == "\n" then return stop - 1 end -- a mistake, which ends with its line
    at = text:match("^z%s*()", stop + 1) or stop + 2
  end
end

-- Of the long bracket at i also where its text starts.
local function end_of_long(text, i)
  local equals = text:match("^%[(=*)%[", i)
  local from = i + #equals + 2
  local _, stop = text:find("]" .. equals .. "]", from, true)
  return stop, from
end

local function end_of_comment(text, i)
  if text:find("^%[=*%[", i + 2) then return (end_of_long(text, i + 2)) end
  local stop = text:find("\n", i, true)
  return stop
end

local function end_of_number(text, i)
  local exponent = text:find("^0[xX]", i) and "[pP][+-]$" or "[eE][+-]$"
  local stop = i
  while text:find("^[%.A-Za-z0-9_]", stop + 1)
    or (text:find("^[+-]", stop + 1) and text:sub(i, stop + 1):find(exponent)) do
    stop = stop + 1
  end
  return stop
end

-- The token at i: its kind, where it ends, and where a string's own text starts.
local function token_at(text, i)
  local _, stop = text:find("^[A-Za-z_\128-\255][A-Za-z0-9_\128-\255]*", i)
  if stop then
    local word = text:sub(i, stop)
    return keywords[word] and "keyword" or word:find "[\128-\255]" and "other" or "name", stop
  end
  local c = text:sub(i, i)
  if c == '"' or c == "'" then return "string", end_of_string(text, i, c), i + 1 end
  if text:find("^%[=*%[", i) then return "string", end_of_long(text, i) end
  if text:find("^%-%-", i) then return "comment", end_of_comment(text, i) end
  if text:find("^%.?%d", i) then return "number", end_of_number(text, i) end
  for length = 2, 1, -1 do
    if symbols[text:sub(i, i + length)] then return "symbol", i + length end
  end
  return "symbol", i
end

-- All tokens in lists of the same length: kinds, words, starts. An unfinished string or comment is none:
-- `state` says which of these the cursor is in ("code" otherwise), `from` where the string's text starts.
local function read_tokens(text)
  local r = { text = text, count = 0, kinds = {}, words = {}, starts = {}, stops = {}, state = "code" }
  local i = text:find "%S"
  while i do
    local kind, stop, from = token_at(text, i)
    if not stop then
      r.state, r.from, r.quote = kind, from, text:sub(i, i)
      break
    end
    if kind ~= "comment" then
      local n = r.count + 1
      r.count, r.kinds[n], r.words[n], r.starts[n], r.stops[n] = n, kind, text:sub(i, stop), i, stop
    end
    i = text:find("%S", stop + 1)
  end
  return r
end

-- The word that the cursor is at the end of: r.fragment, from r.start; r.before is the number of the last
-- token before it. `blocked` where no word can follow directly, as after 12 or ")".
local function find_fragment(r)
  local n = r.count
  r.fragment, r.start, r.before = "", #r.text + 1, n
  if r.state ~= "code" or n == 0 or r.stops[n] < #r.text then return end
  local kind, word = r.kinds[n], r.words[n]
  if kind == "name" or kind == "keyword" then
    r.fragment, r.start, r.before = word, r.starts[n], n - 1
  else
    r.blocked = kind ~= "symbol" or word:find "^[%)%]}]$" or word == "..."
  end
end

-- ---- what is open ---------------------------------------------------------------------------------

-- A frame is a bracket or a block that is open: at, the number of its first token; word, "(" "[" "{"
-- "function" "do" "then" "repeat" or "chunk"; locals, NAME = {init = token, first = boolean};
-- of a bracket also separator, its last one; commas; keys, those given; key, the one whose value is next.
local function push(r, at, word, locals)
  r.open[#r.open + 1] = { at = at, word = word, locals = locals or {}, separator = at, commas = 0,
    keys = {} }
end

local function pop(r, words)
  local top = r.open[#r.open]
  if words[top.word] then
    r.open[#r.open] = nil
    return top
  end
end

-- The names from token i on, with their commas and attributes, in `locals`; returns the token after them.
local function read_names(r, i, locals)
  local names = {}
  while i <= r.before do
    if r.kinds[i] == "name" then
      names[#names + 1] = r.words[i]
    elseif r.words[i] == "<" then
      i = i + 2
    elseif r.words[i] ~= "," and r.words[i] ~= "..." then
      break
    end
    i = i + 1
  end
  local init = r.words[i] == "=" and i + 1
  for k, name in ipairs(names) do locals[name] = { init = init, first = k == 1 } end
  return i
end

local words_of = {}

words_of["local"] = function(r, i, top)
  if r.words[i + 1] ~= "function" then read_names(r, i + 1, top.locals) end
end

words_of["for"] = function(r, i)
  r.loop = {}
  read_names(r, i + 1, r.loop)
  for _, entry in pairs(r.loop) do entry.init = false end -- a number or a key, not what stands behind it
end

words_of["function"] = function(r, i, top)
  local locals = {}
  if r.words[i - 1] == "local" and r.kinds[i + 1] == "name" then top.locals[r.words[i + 1]] = {} end
  local k = i + 1
  while k <= r.before and (r.kinds[k] == "name" or r.words[k] == "." or r.words[k] == ":") do
    if r.words[k] == ":" then locals.self = {} end
    k = k + 1
  end
  if r.words[k] == "(" then read_names(r, k + 1, locals) end
  push(r, i, "function", locals)
end

words_of["do"] = function(r, i)
  push(r, i, "do", r.loop)
  r.loop = nil
end

words_of["then"] = function(r, i) push(r, i, "then") end
words_of["repeat"] = function(r, i) push(r, i, "repeat") end
words_of["elseif"] = function(r) pop(r, { ["then"] = true }) end
words_of["until"] = function(r) pop(r, { ["repeat"] = true }) end
words_of["end"] = function(r) pop(r, { ["then"] = true, ["do"] = true, ["function"] = true }) end

words_of["else"] = function(r, i)
  pop(r, { ["then"] = true })
  push(r, i, "then")
end

for _, bracket in ipairs { "(", "[", "{" } do
  words_of[bracket] = function(r, i) push(r, i, bracket) end
end

for close, bracket in pairs { [")"] = "(", ["]"] = "[", ["}"] = "{" } do
  words_of[close] = function(r, i)
    local frame = pop(r, { [bracket] = true })
    if frame then r.match[i], r.match[frame.at] = frame.at, i end
  end
end

words_of[","] = function(_, i, top)
  top.separator, top.commas, top.key = i, top.commas + 1, nil
end

words_of[";"] = function(_, i, top)
  top.separator, top.key = i, nil
end

words_of["="] = function(r, i, top)
  if top.word == "{" and r.kinds[i - 1] == "name" and top.separator == i - 2 then
    top.key = r.words[i - 1]
    top.keys[top.key] = true
  end
end

--- Reads the text that stands before the cursor. See above for what the result holds: the tokens, the
--- fragment, `open` (the frames, the innermost last), `match` (from a bracket to its partner).
function scan.read(text)
  local r = read_tokens(text)
  find_fragment(r)
  r.open, r.match = {}, {}
  push(r, 0, "chunk")
  for i = 1, r.before do
    local kind = r.kinds[i]
    local act = (kind == "symbol" or kind == "keyword") and words_of[r.words[i]]
    if act then act(r, i, r.open[#r.open]) end
  end
  return r
end

--- The local of this name that is in sight at the cursor, or nil.
function scan.find_local(r, name)
  for k = #r.open, 1, -1 do
    local found = r.open[k].locals[name]
    if found then return found end
  end
end

-- ---- expressions ----------------------------------------------------------------------------------

--- Can token i be the end of what is indexed or called?
function scan.ends_prefix(r, i)
  local kind = r.kinds[i]
  return kind == "name" or kind == "string" or (kind == "symbol" and r.match[i] and r.match[i] < i)
end

--- The token at which the expression that ends with token i starts (a.b[1].c("x"):d), or nil.
function scan.prefix_start(r, i)
  while scan.ends_prefix(r, i) do
    local from = r.match[i] or i
    local before = r.words[from - 1]
    if r.kinds[i] == "name" then
      if before ~= "." and before ~= ":" then return i end
      i = i - 2
    elseif scan.ends_prefix(r, from - 1) then -- arguments, or an index
      i = from - 1
    else
      return r.words[from] == "(" and from or nil
    end
  end
end

--- The last token of the function whose call opens with this frame, or nil.
function scan.callee(r, frame)
  local last = frame.at - 1
  if (frame.word ~= "(" and frame.word ~= "{") or not scan.ends_prefix(r, last) then return end
  local start = scan.prefix_start(r, last)
  if start and r.words[start - 1] ~= "function" then return last end
end

--- The text of a string token without its quotes, nil if it has escapes.
function scan.string_value(word)
  if word:find("^%[") then return word:match "^%[=*%[\n?(.*)%]=*%]$" end
  return not word:find("\\", 1, true) and word:sub(2, -2) or nil
end

return scan
